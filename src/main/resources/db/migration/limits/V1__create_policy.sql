-- The limit policy is data, not code. Amounts are minor units.
-- counts: which operations advance the counter. strength: the counter only counts payments confirmed no stronger.
create table policy (
    code text not null,
    class text not null check (class in ('I', 'II', 'III')),
    period text not null check (period in ('DAY', 'YEAR', 'LIFETIME')),
    cap bigint not null check (cap > 0),
    asset text not null,
    counts_payments boolean not null,
    counts_withdrawals boolean not null,
    one_factor_only boolean not null,
    reason text not null check (reason in ('CLASS_LIMIT', 'DAILY_LIMIT')),
    primary key (code, class, asset)
);

-- PBOC 2015 No. 43: class I ¥1,000 in the account's lifetime, withdrawals included; II and III by the year, own-bank
-- withdrawals not counted. By the day: ¥5,000 with two factors, of it ¥1,000 with one.
insert into policy (
    code, class, period, cap, asset, counts_payments, counts_withdrawals, one_factor_only, reason)
values
    ('class', 'I', 'LIFETIME', 100000, 'CNY', true, true, false, 'CLASS_LIMIT'),
    ('class', 'II', 'YEAR', 10000000, 'CNY', true, false, false, 'CLASS_LIMIT'),
    ('class', 'III', 'YEAR', 20000000, 'CNY', true, false, false, 'CLASS_LIMIT'),
    ('day', 'I', 'DAY', 500000, 'CNY', true, false, false, 'DAILY_LIMIT'),
    ('day', 'II', 'DAY', 500000, 'CNY', true, false, false, 'DAILY_LIMIT'),
    ('day', 'III', 'DAY', 500000, 'CNY', true, false, false, 'DAILY_LIMIT'),
    ('day-one-factor', 'I', 'DAY', 100000, 'CNY', true, false, true, 'DAILY_LIMIT'),
    ('day-one-factor', 'II', 'DAY', 100000, 'CNY', true, false, true, 'DAILY_LIMIT'),
    ('day-one-factor', 'III', 'DAY', 100000, 'CNY', true, false, true, 'DAILY_LIMIT');
