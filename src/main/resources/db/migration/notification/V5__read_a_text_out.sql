-- Whether it is read out in a phone call.
alter table outgoing_text add column by_call boolean not null default false;
