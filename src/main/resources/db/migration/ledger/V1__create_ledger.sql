-- Every key begins with p, the logical partition of the owner: all of one customer's rows lie together.
-- Foreign keys are left out on purpose: the writer holds the locks that make them unnecessary.

-- The partition in the first six bits of a posting's or an account's id.
create function partition_of(id uuid) returns smallint
    language sql immutable strict parallel safe
    return (get_byte(uuid_send(id), 0) >> 2)::smallint;

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
    head bytea not null default decode(repeat('00', 32), 'hex') check (length(head) = 32),
    frozen text check (frozen in ('DEBITS', 'ALL')),
    closed boolean not null default false,
    primary key (p, id),
    constraint balance_above_floor check (floor is null or posted - held >= floor),
    constraint closed_only_at_zero check (not closed or (posted = 0 and held = 0))
) with (fillfactor = 60);

-- An account's id comes from partition, owner, purpose and asset, so the key keeps them unique. The index does not
-- begin with p: the planner must never take it for a look-up by key.
create index account_by_owner on account (owner);

-- What was asked for under an id: a posting or a refusal, never both, since the id is the key.
-- It names the entries it made, so that no index has to lead from an operation to them.
create table operation (
    p smallint not null,
    id uuid not null,
    owner uuid not null,
    outcome text not null check (outcome in ('POSTED', 'REFUSED')),
    kind text not null,
    amount bigint not null check (amount > 0),
    asset text not null,
    reference text not null,
    memo text,
    counterparty uuid,
    original uuid,
    request_digest bytea not null,
    metadata jsonb,
    refusal jsonb,
    allowances jsonb,
    salt bytea,
    text_digest bytea,
    entry_accounts uuid[] not null,
    entry_seqs bigint[] not null,
    booked_at timestamptz not null,
    primary key (p, id),
    constraint refusal_says_why check ((outcome = 'REFUSED') = (refusal is not null)),
    constraint erased_text_leaves_its_digest check ((salt is null) = (text_digest is not null)),
    constraint entries_are_numbered check (cardinality(entry_accounts) = cardinality(entry_seqs))
);

create index operation_by_owner on operation (owner, booked_at desc, id desc);

-- Every change of an account, numbered, with both balances after it, chained by hash. What a freeze changes belongs to
-- no operation.
create table entry (
    p smallint not null,
    account uuid not null,
    seq bigint not null check (seq > 0),
    step text not null,
    operation uuid,
    amount bigint not null,
    held_change bigint not null,
    posted_after bigint not null,
    held_after bigint not null,
    booked_at timestamptz not null,
    hash bytea not null check (length(hash) = 32),
    primary key (p, account, seq),
    constraint known_step check (step in (
        'LEG', 'RESERVE', 'CAPTURE', 'RELEASE', 'EXPIRE', 'FREEZE_DEBITS', 'FREEZE_ALL', 'UNFREEZE', 'CLOSE')),
    constraint only_a_freeze_has_no_operation
        check ((operation is null) = (step in ('FREEZE_DEBITS', 'FREEZE_ALL', 'UNFREEZE')))
);

create table hold (
    p smallint not null,
    id uuid not null,
    account uuid not null,
    amount bigint not null check (amount > 0),
    captured bigint not null default 0 check (captured >= 0),
    state text not null check (state in ('HELD', 'CAPTURED', 'RELEASED', 'EXPIRED')),
    purpose text not null,
    expires_at timestamptz,
    primary key (p, id),
    constraint captured_up_to_the_amount check (captured <= amount),
    constraint captured_only_by_capture check ((state = 'CAPTURED') = (captured > 0)),
    constraint expires_only_with_a_time check (state <> 'EXPIRED' or expires_at is not null)
);

create index hold_to_expire on hold (expires_at) where state = 'HELD' and expires_at is not null;

-- Capped counters. What an operation advanced stands in its row, so that a release gives back to the very same ones.
create table allowance (
    p smallint not null,
    owner uuid not null,
    counter text not null,
    period text not null,
    asset text not null,
    used bigint not null check (used >= 0),
    primary key (p, owner, counter, period, asset)
);

-- How much of a posting was given back by refunds, reversals, charge-backs and dispute credits together.
create table given_back (
    p smallint not null,
    id uuid not null,
    amount bigint not null,
    given bigint not null,
    primary key (p, id),
    constraint never_more_than_there_was check (given between 1 and amount)
);

-- The outbox: one row for each partition a commit touched, numbered without gaps, saying which entries are new.
create table event_head (
    p smallint primary key,
    number bigint not null
) with (fillfactor = 20);

insert into event_head (p, number) select p, 0 from generate_series(0, 63) as p;

create table event (
    p smallint not null,
    number bigint not null,
    booked_at timestamptz not null,
    accounts uuid[] not null,
    first_seqs bigint[] not null,
    last_seqs bigint[] not null,
    primary key (p, number)
);

-- How far somebody has read the outbox.
create table follower (
    name text not null,
    p smallint not null,
    number bigint not null,
    primary key (name, p)
);

-- Everything booked up to here is committed, and nothing more will be booked before it.
create table horizon (
    only_row boolean primary key default true check (only_row),
    booked_at timestamptz not null
);

insert into horizon (booked_at) values (timestamptz '2000-01-01 00:00:00Z');

-- What all chains came to at a moment, signed with a key that is not in the database.
create table seal (
    number bigint primary key check (number > 0),
    horizon timestamptz not null,
    accounts bigint not null,
    root bytea not null,
    event_numbers bigint[] not null,
    audit_head bytea not null,
    previous bytea not null,
    public_key bytea not null,
    signature bytea not null
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

-- Balances move only with an entry: the number grows with every change, and time never runs back.
create function account_moves_by_entries() returns trigger language plpgsql as $$
begin
    raise exception 'account % can only be changed by an entry', old.id;
end
$$;

create trigger account_moves_by_entries before update on account
    for each row
    when (new.seq <= old.seq or new.booked_at < old.booked_at or new.head = old.head)
    execute function account_moves_by_entries();

-- Erases what somebody wrote about a posting together with its salt. The digest the chain covers is kept instead; it is
-- made as core.Chain makes it, each value after its length.
create function erase_text(of_p smallint, of_id uuid) returns void
    language sql security definer set search_path = ledger
    begin atomic
        update operation
        set memo = null,
            salt = null,
            text_digest = sha256(
                int4send(length(salt)) || salt
                || int4send(octet_length(reference)) || convert_to(reference, 'UTF8')
                || coalesce(int4send(octet_length(memo)) || convert_to(memo, 'UTF8'), int4send(-1)))
        where p = of_p
        and id = of_id
        and salt is not null;
    end;

revoke execute on function erase_text(smallint, uuid) from public;
grant execute on function erase_text(smallint, uuid) to xiaohu_app;

-- History is written once.
revoke update, delete, truncate on operation, entry, event, seal from xiaohu_app;
revoke delete, truncate on account, hold, allowance, given_back from xiaohu_app;
revoke insert, delete, truncate on event_head, horizon from xiaohu_app;
