-- A top-up or a withdrawal. next_at is when somebody has to look at it again: whoever looks moves it on first, and so
-- has it alone until then; a crash leaves it to the next look.
create table flow (
    id uuid primary key,
    direction text not null check (direction in ('TOP_UP', 'WITHDRAWAL')),
    customer_id uuid not null,
    request_key text not null,
    request_digest bytea not null,
    channel text not null,
    amount bigint not null check (amount > 0),
    asset text not null,
    destination bytea,
    destination_tail text,
    two_factors boolean not null,
    state text not null,
    reason text,
    queries int not null default 0,
    balance_after bigint,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    answer_by timestamptz not null,
    next_at timestamptz,
    unique (customer_id, direction, request_key),
    constraint state_of_its_direction check (
        (direction = 'TOP_UP'
            and state in ('CREATED', 'AWAITING_CHANNEL', 'UNKNOWN', 'SUCCEEDED', 'FAILED'))
        or (direction = 'WITHDRAWAL'
            and state in (
                'CREATED', 'HELD', 'SUBMITTED', 'UNKNOWN', 'PAID', 'REJECTED', 'REFUSED'))),
    constraint final_is_left_alone check (
        (state in ('SUCCEEDED', 'FAILED', 'PAID', 'REJECTED', 'REFUSED')) = (next_at is null)),
    constraint withdrawal_goes_somewhere
        check ((direction = 'WITHDRAWAL') = (destination is not null))
);

create index flow_by_customer on flow (customer_id, created_at desc, id desc);
create index flow_to_look_at on flow (next_at) where next_at is not null;

-- What happened to a flow, for its timeline.
create table step (
    flow_id uuid not null references flow,
    n int not null,
    code text not null,
    at timestamptz not null,
    primary key (flow_id, n)
);

revoke update, delete, truncate on step from xiaohu_app;

-- What a channel said after its final answer, when it does not agree with it. Never moves money by itself.
create table contradiction (
    flow_id uuid not null references flow,
    said text not null,
    at timestamptz not null,
    primary key (flow_id, said)
);

-- The simulated bank's own memory, which it keeps as a real one would: apart from ours.
create table sandbox_order (
    id uuid primary key,
    outcome text not null check (outcome in ('DONE', 'REJECTED', 'CANCELLED')),
    known_at timestamptz not null
);
