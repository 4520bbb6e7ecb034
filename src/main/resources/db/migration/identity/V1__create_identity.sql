-- A phone is found by a keyed hash and kept sealed; the number itself stands nowhere.
create table customer (
    id uuid primary key,
    phone_index bytea not null unique,
    phone_sealed bytea not null,
    display_name text not null,
    password_hash text not null,
    status text not null check (status in ('ACTIVE', 'FROZEN', 'CLOSED')),
    registered_in uuid not null,
    created_at timestamptz not null
);

create table session (
    id uuid primary key,
    customer_id uuid not null references customer,
    token_hash bytea not null unique,
    device text not null,
    address text not null,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    ended_at timestamptz
);

create index session_by_customer on session (customer_id, created_at desc);

-- A verification code: only its keyed hash, five minutes, five tries, one use.
create table code (
    id uuid primary key,
    phone_index bytea not null,
    purpose text not null
        check (purpose in ('REGISTER', 'SIGN_IN', 'RESET_PASSWORD', 'STEP_UP')),
    mac bytea not null,
    wrong int not null default 0 check (wrong between 0 and 5),
    text_id uuid not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);

create index code_by_phone on code (phone_index, purpose, created_at desc);

-- Wrong sign-ins in a row, counted for a phone whether it is registered or not.
create table sign_in_guard (
    phone_index bytea primary key,
    wrong int not null,
    locks int not null,
    locked_until timestamptz
);

create table payment_pin (
    customer_id uuid primary key references customer,
    salt bytea not null,
    mac bytea not null,
    wrong int not null default 0 check (wrong between 0 and 5),
    locks int not null default 0,
    locked_until timestamptz,
    set_at timestamptz not null
);

-- A stronger confirmation asked for, bound to the very act it is for.
create table challenge (
    id uuid primary key,
    customer_id uuid not null references customer,
    act bytea not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);

create table security_event (
    id uuid primary key,
    customer_id uuid not null references customer,
    kind text not null,
    device text not null,
    address text not null,
    at timestamptz not null
);

create index security_event_by_customer on security_event (customer_id, at desc);

revoke update, delete, truncate on security_event from xiaohu_app;
