-- An owner determines the partition, which the planner cannot know: asked for both, it took the partition for a choice
-- of its own and read all of it beside the owner's. With both in one index there is nothing to put together.
create index operation_of_owner on operation (owner, p, booked_at desc, id desc);
drop index operation_by_owner;

-- An account determines the partition as well: an account's entries are as many as they are, not a share of them.
create statistics entry_of_account (dependencies) on p, account from entry;
