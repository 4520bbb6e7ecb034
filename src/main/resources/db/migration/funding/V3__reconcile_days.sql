-- A flow that a bank carried out after all, by its statement: CREDITING (a top-up that had failed), DEBITING (a
-- withdrawal that had been given back).
alter table flow
    drop constraint state_of_its_direction,
    add constraint state_of_its_direction check (
        (direction = 'TOP_UP'
            and state in (
                'CREATED', 'AWAITING_CHANNEL', 'UNKNOWN', 'SUCCEEDED', 'FAILED', 'CHARGING_BACK',
                'CHARGED_BACK', 'CREDITING'))
        or (direction = 'WITHDRAWAL'
            and state in (
                'CREATED', 'HELD', 'SUBMITTED', 'UNKNOWN', 'PAID', 'REJECTED', 'REFUSED', 'RETURNING',
                'RETURNED', 'DEBITING')));

-- Statements that are to be fetched, one row a channel and day. next_at is when somebody has to fetch it; whoever does
-- moves it on first, and so has it alone until then.
create table statement_import (
    channel text not null,
    day date not null,
    state text not null check (state in ('WAITING', 'RETRYING', 'DONE')),
    tries int not null default 0,
    next_at timestamptz,
    asked_at timestamptz not null,
    primary key (channel, day),
    constraint done_is_left_alone check ((state = 'DONE') = (next_at is null))
);

create index statement_import_due on statement_import (next_at) where next_at is not null;

-- What a channel says it carried out on a day. One with other content is a version of its own, beside the older ones.
create table channel_statement (
    id uuid primary key,
    channel text not null,
    day date not null,
    version int not null check (version > 0),
    digest bytea not null check (length(digest) = 32),
    source text not null check (source in ('CHANNEL', 'FILE')),
    file_name text,
    line_count int not null,
    total bigint not null,
    fees bigint not null,
    imported_by uuid,
    imported_at timestamptz not null,
    unique (channel, day, version),
    constraint file_has_a_name check ((source = 'FILE') = (file_name is not null))
);

create table statement_line (
    statement_id uuid not null references channel_statement,
    n int not null,
    order_id uuid not null,
    direction text not null check (direction in ('TOP_UP', 'WITHDRAWAL')),
    amount bigint not null check (amount > 0),
    fee bigint not null check (fee >= 0),
    primary key (statement_id, n)
);

create index statement_line_by_order on statement_line (order_id);
revoke update, delete, truncate on channel_statement, statement_line from xiaohu_app;

-- A channel's day as it was compared last. Money in is positive. ours is what the ledger's clearing accounts of the
-- channel moved on the day; corrections is how much of that are postings that end differences; late is what statements
-- of closed days brought that is explained here.
create table reconciled_day (
    id uuid primary key,
    channel text not null,
    day date not null,
    state text not null default 'OPEN' check (state in ('OPEN', 'CLOSED')),
    version int not null default 0,
    theirs bigint not null default 0,
    their_fees bigint not null default 0,
    ours bigint not null default 0,
    our_fees bigint not null default 0,
    corrections bigint not null default 0,
    fee_corrections bigint not null default 0,
    late bigint not null default 0,
    late_fees bigint not null default 0,
    compared_at timestamptz,
    closed_at timestamptz,
    closed_by uuid,
    unique (channel, day),
    constraint closed_by_somebody
        check ((state = 'CLOSED') = (closed_at is not null and closed_by is not null)),
    constraint closed_only_when_compared check (state = 'OPEN' or version > 0)
);

-- One difference. amount and fee are theirs less ours; day_id is where it counts, of_day which statement it is about:
-- another one when that day was closed already. GONE: a later version of the statement no longer has it.
create table difference (
    id uuid primary key,
    day_id uuid not null references reconciled_day,
    channel text not null,
    of_day date not null,
    kind text not null check (kind in (
        'MISSING_HERE', 'MISSING_THERE', 'AMOUNT_DIFFERS', 'FEE_DIFFERS', 'DUPLICATE', 'CONTRADICTION')),
    order_id uuid not null,
    direction text not null check (direction in ('TOP_UP', 'WITHDRAWAL')),
    amount bigint not null,
    fee bigint not null,
    their_amount bigint,
    their_fee bigint,
    our_amount bigint,
    our_fee bigint,
    flow_id uuid,
    said text,
    state text not null default 'OPEN' check (state in ('OPEN', 'APPROVED', 'ENDED', 'GONE')),
    ending text check (ending in (
        'CREDIT_CUSTOMER', 'TAKE_BACK', 'RETURN', 'PAID_AFTER_ALL', 'CORRECT_AMOUNT', 'CORRECT_FEE',
        'WRITE_OFF', 'EXPLAINED_ELSEWHERE')),
    by_flow boolean not null default false,
    posting uuid unique,
    posted_at timestamptz,
    counterpart uuid references difference,
    owner_id uuid,
    owner_name text,
    found_at timestamptz not null,
    next_at timestamptz,
    constraint ends_in_some_way check ((state in ('APPROVED', 'ENDED')) = (ending is not null)),
    constraint posted_unless_explained check (
        (state = 'ENDED' and ending <> 'EXPLAINED_ELSEWHERE')
            = (posting is not null and posted_at is not null)),
    constraint approved_is_looked_at check ((state = 'APPROVED') = (next_at is not null)),
    constraint contradiction_has_no_cents
        check (kind <> 'CONTRADICTION' or (amount = 0 and fee = 0 and said is not null)),
    constraint difference_has_cents check (kind = 'CONTRADICTION' or amount <> 0 or fee <> 0)
);

create index difference_by_day on difference (day_id);
create index difference_by_order on difference (channel, order_id);
create index difference_open on difference (channel) where state = 'OPEN';
create index difference_to_finish on difference (next_at) where next_at is not null;
create unique index contradiction_listed_once on difference (flow_id, said) where kind = 'CONTRADICTION';

-- What became of a difference, and what people noted about it.
create table difference_note (
    difference_id uuid not null references difference,
    n int not null,
    code text not null,
    text text,
    by_id uuid,
    by_name text,
    at timestamptz not null,
    primary key (difference_id, n)
);

revoke update, delete, truncate on difference_note from xiaohu_app;
revoke delete, truncate on reconciled_day from xiaohu_app;
revoke update, delete, truncate on difference from xiaohu_app;
grant update (state, ending, by_flow, posting, posted_at, counterpart, owner_id, owner_name, next_at)
    on difference to xiaohu_app;

create function closed_day_is_left_alone() returns trigger language plpgsql as $$
begin
    raise exception 'day % of % is closed', old.day, old.channel;
end
$$;

create trigger closed_day_is_left_alone before update or delete on reconciled_day
    for each row when (old.state = 'CLOSED') execute function closed_day_is_left_alone();

-- A difference ends once, and those of a closed day are as they were.
create function difference_ends_once() returns trigger language plpgsql as $$
begin
    if exists (select from funding.reconciled_day d where d.id = new.day_id and d.state = 'CLOSED') then
        raise exception 'the day of difference % is closed', new.id;
    end if;
    if tg_op = 'UPDATE' and old.state in ('ENDED', 'GONE')
        and (new.state <> old.state or new.posting is distinct from old.posting
            or new.ending is distinct from old.ending) then
        raise exception 'difference % has ended', old.id;
    end if;
    return new;
end
$$;

create trigger difference_ends_once before insert or update on difference
    for each row execute function difference_ends_once();

-- How far from the truth a simulated bank's statement is: it may also double a line, or take another fee.
alter table sandbox_steering
    drop constraint sandbox_steering_statement_check,
    add constraint sandbox_steering_statement_check check (statement in (
        'RIGHT', 'MISSING', 'EXTRA', 'AMOUNT', 'FEE', 'DUPLICATE'));
