-- What an authenticator knows a customer by: random, so that it tells nothing of them, and never another one.
create table passkey_user (
    customer_id uuid primary key references customer,
    handle bytea not null unique
);

revoke update, delete, truncate on passkey_user from xiaohu_app;

-- A passkey (通行密钥). Its key never changes; sign_count only grows, or stays nought where an authenticator does not
-- count. The attestation object is kept as it came: assertions are checked against it.
create table passkey (
    id uuid primary key,
    customer_id uuid not null references customer,
    credential_id bytea not null unique,
    public_key bytea not null,
    attestation bytea not null,
    sign_count bigint not null check (sign_count >= 0),
    transports text not null,
    backup_eligible boolean not null,
    backed_up boolean not null,
    label text not null check (label <> ''),
    created_at timestamptz not null,
    used_at timestamptz
);

create index passkey_by_customer on passkey (customer_id, created_at);

revoke update, truncate on passkey from xiaohu_app;
grant update (sign_count, used_at) on passkey to xiaohu_app;

-- What an authenticator is asked to sign: five minutes, good once, for one ceremony. For STEP_UP the id is that of the
-- challenge it answers; nobody is known yet when it is for SIGN_IN.
create table passkey_ceremony (
    id uuid primary key,
    kind text not null check (kind in ('ADD', 'SIGN_IN', 'STEP_UP')),
    customer_id uuid references customer,
    challenge bytea not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    constraint nobody_signs_in check ((kind = 'SIGN_IN') = (customer_id is null))
);

create index passkey_ceremony_by_expiry on passkey_ceremony (expires_at);
