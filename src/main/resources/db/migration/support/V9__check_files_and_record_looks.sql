-- A file is shown to nobody before it was checked. What was found harmful is not kept, but that it was.
alter table attachment
    add column state text not null default 'CLEAN' check (state in ('PENDING', 'CLEAN', 'REFUSED')),
    add column arrived_sha256 bytea,
    add column checked_at timestamptz,
    add column found text;
alter table attachment alter column state drop default;
update attachment set arrived_sha256 = sha256;
alter table attachment
    alter column arrived_sha256 set not null,
    add constraint found_in_what_is_refused check ((state = 'REFUSED') = (found is not null));

create index attachment_to_check on attachment (at) where state = 'PENDING';

-- Why a member of staff looked at a customer's data: asked once for each of their sessions, kept for good.
create table look (
    session_id uuid not null,
    customer_id uuid not null,
    staff_id uuid not null,
    reason text not null,
    conversation_id uuid references conversation,
    at timestamptz not null,
    primary key (session_id, customer_id)
);

revoke update, delete, truncate on look from xiaohu_app;
