-- What makes a payment suspicious, and what follows. Parameters are amounts in minor units of CNY, counts, durations and
-- hours in Asia/Shanghai; which of them a rule has is the code's to say. version lets a change apply only to what its
-- proposer saw.
create table risk_rule (
    code text primary key,
    enabled boolean not null,
    outcome text not null check (outcome in ('ALLOW', 'STEP_UP', 'REVIEW', 'REFUSE')),
    parameters jsonb not null,
    version int not null default 1
);

-- Ordinary use meets none of them: nothing up to ¥200 is measured, a habit begins with what is older than a day, and
-- what only asks for a second factor begins where the PIN alone confirms, or far outside what anybody does by hand.
insert into risk_rule (code, enabled, outcome, parameters)
values
    ('REPORTED_PAYEE', true, 'REFUSE', '{}'),
    ('NEW_PAYEES', true, 'STEP_UP', '{"amount": 30000, "count": 10, "minutes": 60}'),
    ('MANY_PAYMENTS', true, 'REVIEW', '{"amount": 20100, "count": 8, "sum": 300000, "minutes": 10}'),
    ('NEW_DEVICE', true, 'REVIEW', '{"amount": 300000, "hours": 24}'),
    ('FIRST_PAYMENT', true, 'STEP_UP', '{"amount": 300000}'),
    ('NIGHT', true, 'STEP_UP', '{"amount": 50000, "from": 0, "to": 5, "times": 5, "payments": 5}'),
    ('ABOVE_LARGEST', true, 'REVIEW', '{"amount": 300000, "times": 3, "payments": 5}');

-- A change of a rule, drafted by one and decided by another as a proposal about it.
create table risk_change (
    id uuid primary key,
    code text not null references risk_rule,
    version int not null,
    before jsonb not null,
    after jsonb not null,
    drafted_at timestamptz not null,
    applied_at timestamptz
);

create index risk_change_by_time on risk_change (drafted_at desc);

-- Whom money must not go to: a customer, a card, a phone. Drafted by one, listed once another has approved, and taken
-- off the same way. Numbers are a keyed hash; shown is what staff may read of them. A phone's owner is named too, so
-- that a code of theirs is known as well.
create table reported_payee (
    id uuid primary key,
    kind text not null check (kind in ('CUSTOMER', 'CARD', 'PHONE')),
    customer_id uuid,
    hash bytea,
    shown text not null,
    why text not null,
    drafted_at timestamptz not null,
    listed_at timestamptz,
    removed_at timestamptz,
    constraint known_by_id_or_hash check ((kind = 'CUSTOMER') = (hash is null)),
    constraint customer_is_named check (kind <> 'CUSTOMER' or customer_id is not null),
    constraint removed_once_listed check (removed_at is null or listed_at is not null)
);

create index reported_payee_by_time on reported_payee (drafted_at desc);

-- What fired, with the facts it saw.
create table risk_firing (
    id uuid primary key,
    customer_id uuid not null,
    attempt_id uuid not null,
    kind text not null check (kind in ('TRANSFER', 'PAYMENT', 'WITHDRAWAL')),
    amount bigint not null,
    asset text not null,
    outcome text not null check (outcome in ('ALLOW', 'STEP_UP', 'REVIEW', 'REFUSE')),
    fired jsonb not null,
    at timestamptz not null
);

create index risk_firing_by_customer on risk_firing (customer_id, at desc);
create index risk_firing_by_time on risk_firing (at desc, id desc);

-- A transfer or a withdrawal that somebody has to look at; its money is held under the same flow. A draft is there before
-- the money is held. Of reviewers, customer and the end of its time exactly one wins, and what is decided stays.
create table review (
    id uuid primary key,
    kind text not null check (kind in ('TRANSFER', 'WITHDRAWAL')),
    payer_id uuid not null,
    payee_id uuid,
    payee_shown text not null,
    amount bigint not null check (amount > 0),
    asset text not null,
    fired jsonb not null,
    device text,
    device_known_at timestamptz,
    state text not null check (state in (
        'DRAFT', 'OPEN', 'RELEASED', 'RETURNED', 'UNANSWERED', 'CANCELLED', 'PAYEE_GONE')),
    decided_by uuid,
    decided_name text,
    note text,
    created_at timestamptz not null,
    answer_by timestamptz not null,
    decided_at timestamptz,
    constraint decided_at_a_time check ((state in ('DRAFT', 'OPEN')) = (decided_at is null)),
    constraint decided_by_somebody_who_says_why check (
        (state in ('RELEASED', 'RETURNED')) = (decided_by is not null)
        and (decided_by is null) = (note is null)
        and (decided_by is null) = (decided_name is null))
);

create index review_open on review (created_at, id) where state = 'OPEN';
create index review_decided on review (decided_at desc, id) where decided_at is not null;
create index review_by_payer on review (payer_id, created_at desc);

create function decided_stays() returns trigger language plpgsql as $$
begin
    raise exception 'review % is decided', old.id;
end
$$;

create trigger decided_stays before update or delete on review
    for each row when (old.decided_at is not null) execute function decided_stays();

-- The app changes what is said above and nothing else; which rules there are is the migration's to say.
revoke insert, update, delete, truncate on risk_rule from xiaohu_app;
grant update (enabled, outcome, parameters, version) on risk_rule to xiaohu_app;
revoke update, delete, truncate on risk_change, reported_payee, risk_firing from xiaohu_app;
grant update (applied_at) on risk_change to xiaohu_app;
grant update (customer_id, listed_at, removed_at) on reported_payee to xiaohu_app;
revoke update, truncate on review from xiaohu_app;
grant update (state, decided_by, decided_name, note, decided_at) on review to xiaohu_app;
