-- Somebody has shown, by a code and outside any session, that a number is in their hands. For a day support may give it
-- to an account.
create table proved_phone (
    id uuid primary key,
    phone_index bytea not null,
    proved_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > proved_at)
);

create index proved_phone_by_index on proved_phone (phone_index, expires_at desc);

-- The number a customer who lost theirs is to have, as a member of staff entered it. Two people decide about the latest
-- one entered before it was proposed, so what was proposed never changes.
create table wanted_phone (
    id uuid primary key,
    customer_id uuid not null references customer,
    phone_sealed bytea not null,
    entered_by uuid not null,
    entered_at timestamptz not null
);

create index wanted_phone_by_customer on wanted_phone (customer_id, entered_at desc);

revoke update, delete, truncate on proved_phone from xiaohu_app;
revoke update, delete, truncate on wanted_phone from xiaohu_app;
