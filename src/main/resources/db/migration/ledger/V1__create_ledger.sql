-- Every key begins with p, the logical partition of the owner: all of one customer's rows lie together.
-- Foreign keys are left out on purpose: the writer holds the locks that make them unnecessary.

create table account (
    p smallint not null check (p between 0 and 63),
    id uuid not null,
    owner uuid not null,
    purpose text not null,
    asset text not null,
    floor bigint,
    posted bigint not null default 0,
    held bigint not null default 0 check (held >= 0),
    seq bigint not null default 0,
    booked_at timestamptz not null,
    frozen text check (frozen in ('DEBITS', 'ALL')),
    closed boolean not null default false,
    primary key (p, id),
    unique (p, owner, purpose, asset),
    constraint balance_above_floor check (floor is null or posted - held >= floor),
    constraint closed_only_at_zero check (not closed or (posted = 0 and held = 0))
);

-- What was asked for under an id: a posting or a refusal, never both, since the id is the key.
create table operation (
    p smallint not null,
    id uuid not null,
    owner uuid not null,
    outcome text not null check (outcome in ('POSTED', 'REFUSED')),
    kind text not null,
    amount bigint not null,
    asset text not null,
    reference text not null,
    memo text,
    counterparty uuid,
    request_digest bytea not null,
    refusal jsonb,
    booked_at timestamptz not null,
    primary key (p, id),
    constraint refusal_says_why check ((outcome = 'REFUSED') = (refusal is not null))
);

create index operation_by_owner on operation (p, owner, booked_at desc, id desc);

-- Every change of an account, numbered, with both balances after it.
create table entry (
    p smallint not null,
    account uuid not null,
    seq bigint not null check (seq > 0),
    step text not null
        check (step in ('LEG', 'RESERVE', 'CAPTURE', 'RELEASE', 'FREEZE', 'UNFREEZE')),
    operation_p smallint,
    operation uuid,
    amount bigint not null,
    held_change bigint not null,
    posted_after bigint not null,
    held_after bigint not null,
    booked_at timestamptz not null,
    primary key (p, account, seq),
    constraint freeze_has_no_operation
        check ((step in ('FREEZE', 'UNFREEZE')) = (operation is null))
);

create index entry_by_operation on entry (p, operation, account) where operation is not null;

create table hold (
    p smallint not null,
    id uuid not null,
    account uuid not null,
    amount bigint not null check (amount > 0),
    captured bigint not null default 0 check (captured >= 0),
    state text not null check (state in ('HELD', 'CAPTURED', 'RELEASED')),
    purpose text not null,
    primary key (p, id),
    constraint captured_up_to_the_amount check (captured <= amount),
    constraint captured_only_by_capture check ((state = 'CAPTURED') = (captured > 0))
);

-- Capped counters, and what each operation advanced, so that a release gives back to the very same ones.
create table allowance (
    p smallint not null,
    owner uuid not null,
    counter text not null,
    period text not null,
    used bigint not null check (used >= 0),
    primary key (p, owner, counter, period)
);

create table allowance_use (
    p smallint not null,
    operation uuid not null,
    counter text not null,
    period text not null,
    amount bigint not null,
    primary key (p, operation, counter, period)
);

-- A hold ends once: a step from any state but HELD is impossible here, whatever the code does.
create function hold_ends_once() returns trigger language plpgsql as $$
begin
    if old.state <> 'HELD' then
        raise exception 'hold % has ended as %', old.id, old.state;
    end if;
    if new.state = 'HELD' or new.amount <> old.amount or new.account <> old.account then
        raise exception 'hold % can only end', old.id;
    end if;
    return new;
end
$$;

create trigger hold_ends_once before update on hold
    for each row execute function hold_ends_once();

-- Balances move only with an entry: the number grows with every change.
create function account_moves_by_entries() returns trigger language plpgsql as $$
begin
    if (new.posted, new.held) is distinct from (old.posted, old.held) and new.seq <= old.seq then
        raise exception 'account % was changed without an entry', old.id;
    end if;
    if new.booked_at < old.booked_at then
        raise exception 'account % would go back in time', old.id;
    end if;
    return new;
end
$$;

create trigger account_moves_by_entries before update on account
    for each row execute function account_moves_by_entries();

-- History is written once.
revoke update, delete, truncate on operation, entry, allowance_use from xiaohu_app;
revoke delete, truncate on account, hold, allowance from xiaohu_app;
