-- A file handed over with a dispute or feedback is for staff to see, though it is in no conversation.
alter table attachment add column handed_over boolean not null default false;
