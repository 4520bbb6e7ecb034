-- fee is the channel's, on top of what a withdrawal sends and out of what a top-up brings. verdict is the first final
-- answer of the channel: it is written before the posting it leads to, and nothing changes it.
alter table flow
    add column fee bigint not null default 0 check (fee >= 0),
    add column verdict text check (verdict in ('DONE', 'TIMEOUT', 'DOWN', 'REJECTED')),
    drop constraint state_of_its_direction,
    drop constraint final_is_left_alone,
    add constraint state_of_its_direction check (
        (direction = 'TOP_UP'
            and state in (
                'CREATED', 'AWAITING_CHANNEL', 'UNKNOWN', 'SUCCEEDED', 'FAILED', 'CHARGING_BACK',
                'CHARGED_BACK'))
        or (direction = 'WITHDRAWAL'
            and state in (
                'CREATED', 'HELD', 'SUBMITTED', 'UNKNOWN', 'PAID', 'REJECTED', 'REFUSED', 'RETURNING',
                'RETURNED'))),
    add constraint final_is_left_alone check (
        (state in (
            'SUCCEEDED', 'FAILED', 'PAID', 'REJECTED', 'REFUSED', 'RETURNED', 'CHARGED_BACK'))
        = (next_at is null));

-- What a channel said by itself, each thing once. It is only believed when the channel, asked, says the same.
create table callback (
    flow_id uuid not null references flow,
    said text not null check (said in ('DONE', 'FAILED')),
    at timestamptz not null,
    primary key (flow_id, said)
);

revoke update, delete, truncate on callback from xiaohu_app;
revoke update, delete, truncate on contradiction from xiaohu_app;

-- How a channel's calls went, in slots of ten seconds, summed over all servers.
create table channel_slot (
    channel text not null,
    slot timestamptz not null,
    good int not null default 0,
    bad int not null default 0,
    millis bigint not null default 0,
    primary key (channel, slot)
);

-- A channel that keeps failing is left alone: OPEN until next_try_at, then HALF_OPEN, where one order at a time may try.
-- Calls before since do not count.
create table channel_circuit (
    channel text primary key,
    state text not null check (state in ('CLOSED', 'OPEN', 'HALF_OPEN')),
    since timestamptz not null,
    next_try_at timestamptz not null,
    opened_in_a_row int not null default 0
);

-- What customers are told about a channel. While a notice runs that stops the channel nothing is sent through it.
create table channel_notice (
    id uuid primary key,
    channel text not null,
    kind text not null check (kind in ('PLANNED', 'EMERGENCY')),
    stops boolean not null,
    text_zh text not null,
    text_en text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    made_by uuid not null,
    made_at timestamptz not null,
    withdrawn_at timestamptz
);

create index channel_notice_by_end on channel_notice (ends_at) where withdrawn_at is null;
revoke update, delete, truncate on channel_notice from xiaohu_app;
grant update (withdrawn_at) on channel_notice to xiaohu_app;

-- A customer's bank card. The number is sealed; its bank comes from the first digits when it is bound.
create table bank_card (
    id uuid primary key,
    customer_id uuid not null,
    number bytea not null,
    holder bytea,
    tail text not null,
    bank text not null,
    bound_at timestamptz not null,
    unbound_at timestamptz
);

create index bank_card_by_customer on bank_card (customer_id, bound_at) where unbound_at is null;

-- How the console steers a simulated bank, one row a channel; no row means that it simply works.
create table sandbox_steering (
    channel text primary key,
    mode text not null check (mode in (
        'SUCCEED', 'REJECT', 'TIMEOUT', 'LATE', 'TWICE', 'CONTRADICT', 'DOWN', 'CHAOS')),
    fee bigint not null default 0 check (fee between 0 and 10000),
    statement text not null default 'RIGHT' check (statement in ('RIGHT', 'MISSING', 'EXTRA', 'AMOUNT')),
    callback_key bytea not null
);

alter table sandbox_order
    add column channel text,
    add column direction text,
    add column amount bigint,
    add column fee bigint;

create index sandbox_order_by_day on sandbox_order (channel, known_at);

-- What a simulated bank said by itself, so that tests can compare it with what was heard.
create table sandbox_callback (
    order_id uuid not null,
    said text not null,
    sent_at timestamptz not null,
    primary key (order_id, said)
);
