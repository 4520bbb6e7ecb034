-- An authenticator app: its secret sealed, in force once a first code has confirmed it. last_step is the newest
-- time step whose code was accepted, so that each code is accepted once. Wrong proofs are counted here and not
-- with the passwords: a new password must not give anybody new tries.
create table authenticator (
    customer_id uuid primary key references customer,
    secret bytea not null,
    last_step bigint not null default 0,
    wrong int not null default 0 check (wrong between 0 and 4),
    locks int not null default 0,
    locked_until timestamptz,
    begun_at timestamptz not null,
    confirmed_at timestamptz
);

-- Codes for whoever lost the authenticator: only their keyed hash, each good once.
create table recovery_code (
    customer_id uuid not null references customer,
    mac bytea not null,
    used_at timestamptz,
    primary key (customer_id, mac)
);
