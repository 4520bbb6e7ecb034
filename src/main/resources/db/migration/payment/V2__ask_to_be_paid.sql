-- Who takes payments for goods. The secret its requests are signed with is sealed with a key outside the database.
create table merchant (
    id uuid primary key,
    name text not null unique,
    secret bytea not null,
    created_at timestamptz not null
);

-- A signed request is taken once: its nonce is kept longer than its time is good for.
create table merchant_nonce (
    merchant_id uuid not null references merchant,
    nonce text not null,
    at timestamptz not null,
    primary key (merchant_id, nonce)
);

create index merchant_nonce_by_age on merchant_nonce (at);

-- What somebody asks to be paid, once: a request between people or a merchant's order. PAYING names the posting under
-- which the ledger is being asked, so that of two payers one is first and a call that died is finished.
create table demand (
    id uuid primary key,
    kind text not null check (kind in ('REQUEST', 'ORDER')),
    payee_id uuid not null,
    asked_id uuid,
    order_number text,
    token text not null unique,
    amount bigint not null check (amount > 0),
    asset text not null,
    memo text,
    state text not null check (state in ('OPEN', 'PAYING', 'PAID', 'DECLINED', 'CANCELLED', 'EXPIRED')),
    payer_id uuid,
    posting_id uuid,
    claimed_at timestamptz,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    next_at timestamptz,
    unique (payee_id, order_number),
    constraint order_has_a_number check ((kind = 'ORDER') = (order_number is not null)),
    constraint paid_by_somebody check ((state in ('PAYING', 'PAID')) = (posting_id is not null)),
    constraint payer_with_posting check ((payer_id is null) = (posting_id is null)),
    constraint demand_ends_once check ((state in ('OPEN', 'PAYING')) = (ended_at is null)),
    constraint ended_demand_is_left_alone check ((ended_at is null) = (next_at is not null))
);

create index demand_by_payee on demand (payee_id, created_at desc);
create index demand_by_asked on demand (asked_id, created_at desc);
create index demand_to_look_at on demand (next_at) where next_at is not null;

create trigger ended_stays before update or delete on demand
    for each row when (old.ended_at is not null) execute function ended_stays();

-- What was refunded of an order, for its merchant to read; the ledger's postings are what counts.
create table refund (
    order_id uuid not null references demand,
    refund_number text not null,
    amount bigint not null check (amount > 0),
    posting_id uuid not null,
    at timestamptz not null,
    primary key (order_id, refund_number)
);

revoke update, delete, truncate on refund from xiaohu_app;

-- A code people show to be paid (收款码). One without amount and memo is its owner's for good.
create table collect_code (
    token text primary key,
    customer_id uuid not null,
    amount bigint check (amount > 0),
    asset text,
    memo text,
    created_at timestamptz not null,
    expires_at timestamptz,
    constraint amount_of_an_asset check ((amount is null) = (asset is null))
);

create unique index one_lasting_collect_code on collect_code (customer_id) where expires_at is null;

-- A code that pays once within a minute (付款码), known by its keyed hash alone. The PIN was given in this session; as
-- long as that is good, the next code needs none.
create table pay_code (
    hash bytea primary key,
    customer_id uuid not null,
    session_id uuid not null,
    confirmed_until timestamptz not null,
    expires_at timestamptz not null,
    used_for uuid
);

create index pay_code_by_customer on pay_code (customer_id);
