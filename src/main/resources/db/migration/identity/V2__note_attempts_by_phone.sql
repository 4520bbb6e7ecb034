-- A failed sign-in is noted alike for a phone nobody registered: the answer must not take another time, and
-- whoever cannot get in must be able to ask about it.
alter table security_event alter column customer_id drop not null;
alter table security_event add column phone_index bytea;
alter table security_event add constraint about_somebody
    check (customer_id is not null or phone_index is not null);

create index security_event_by_phone on security_event (phone_index, at desc)
    where phone_index is not null;
