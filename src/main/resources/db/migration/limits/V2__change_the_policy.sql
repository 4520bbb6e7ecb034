-- What a single operation is measured by: the smallest and the largest amount, and up to where one factor confirms.
create table threshold (
    code text primary key check (code in ('SMALLEST', 'LARGEST', 'ONE_FACTOR')),
    amount bigint not null check (amount > 0),
    asset text not null
);

insert into threshold (code, amount, asset)
values
    ('SMALLEST', 1, 'CNY'),
    ('LARGEST', 5000000, 'CNY'),
    ('ONE_FACTOR', 100000, 'CNY');

-- A change of a limit, drafted by one and decided by another as a proposal about it. class is null for a threshold.
create table policy_change (
    id uuid primary key,
    rule text not null,
    class text check (class in ('I', 'II', 'III')),
    asset text not null,
    amount_before bigint not null,
    amount_after bigint not null check (amount_after > 0),
    drafted_at timestamptz not null,
    applied_at timestamptz
);

create index policy_change_by_time on policy_change (drafted_at desc);

revoke update, delete, truncate on policy_change from xiaohu_app;
grant update (applied_at) on policy_change to xiaohu_app;

-- The app changes amounts and nothing else; which limits there are is the migration's to say.
revoke insert, update, delete, truncate on policy, threshold from xiaohu_app;
grant update (cap) on policy to xiaohu_app;
grant update (amount) on threshold to xiaohu_app;
