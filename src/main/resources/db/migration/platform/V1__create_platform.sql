-- What this database is: a demo or a real one, and which key file belongs to it.
create table installation (
    only_row boolean primary key default true check (only_row),
    mode text not null check (mode in ('REAL', 'DEMO')),
    key_fingerprint bytea not null,
    created_at timestamptz not null
);

-- The answers of calls that do not move money and were sent with an Idempotency-Key.
create table idempotent_call (
    caller text not null,
    call text not null,
    key text not null,
    digest bytea not null,
    status smallint,
    media_type text,
    body bytea,
    at timestamptz not null,
    primary key (caller, call, key)
);

create index idempotent_call_by_age on idempotent_call (at);

-- Rate limits, counted for all server processes together.
create table bucket (
    id text primary key,
    state bytea,
    expires_at bigint
);

create index bucket_by_expiry on bucket (expires_at);
