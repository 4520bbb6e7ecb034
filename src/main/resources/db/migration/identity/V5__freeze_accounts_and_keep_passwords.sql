-- Why an account is frozen. Each cause stands for itself: lifting one leaves the others, and the account is free when
-- none is left. What the reason was is never changed.
create table account_freeze (
    id uuid primary key,
    customer_id uuid not null references customer,
    cause text not null check (cause in ('CUSTOMER', 'RISK', 'LAW')),
    reason text not null,
    event_id uuid references security_event,
    frozen_by uuid,
    since timestamptz not null,
    lifted_at timestamptz,
    proposal_id uuid,
    constraint lifted_by_two check ((lifted_at is null) = (proposal_id is null)),
    constraint staff_say_why check (cause = 'CUSTOMER' or (frozen_by is not null and reason <> ''))
);

create unique index freeze_once_a_cause on account_freeze (customer_id, cause) where lifted_at is null;
create index freeze_by_customer on account_freeze (customer_id, since desc);

revoke update, delete, truncate on account_freeze from xiaohu_app;
grant update (lifted_at, proposal_id) on account_freeze to xiaohu_app;

-- What a customer says was not them.
create table disowned_event (
    event_id uuid primary key references security_event,
    freeze_id uuid not null references account_freeze,
    at timestamptz not null
);

revoke update, delete, truncate on disowned_event from xiaohu_app;

-- Hashes of passwords before the one in use, so that none of the last five comes back.
create table former_password (
    customer_id uuid not null references customer,
    password_hash text not null,
    until timestamptz not null
);

create index former_password_by_customer on former_password (customer_id, until desc);

-- Null until it is changed for the first time.
alter table customer add column password_changed_at timestamptz;
