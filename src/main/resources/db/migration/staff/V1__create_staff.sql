create table member (
    id uuid primary key,
    username text not null unique,
    display_name text not null,
    password_hash text,
    totp_secret bytea,
    totp_last_step bigint not null default 0,
    roles text[] not null,
    wrong int not null default 0,
    locks int not null default 0,
    locked_until timestamptz,
    created_at timestamptz not null
);

create table session (
    id uuid primary key,
    member_id uuid not null references member,
    token_hash bytea not null unique,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    ended_at timestamptz
);

-- A one-time link by which a new member sets a password and a second factor.
create table invitation (
    token_hash bytea primary key,
    member_id uuid not null references member,
    expires_at timestamptz not null,
    used_at timestamptz
);

-- A password was right and the second factor is still due.
create table challenge (
    id uuid primary key,
    member_id uuid not null references member,
    wrong int not null default 0,
    expires_at timestamptz not null,
    used_at timestamptz
);
