-- The phrase by which a customer knows a message as ours: a choice from our list, sealed and as long as any other, so
-- that neither a dump nor a member of staff can read it.
create table phrase (
    customer_id uuid primary key references customer,
    sealed bytea not null,
    chosen_at timestamptz not null
);
