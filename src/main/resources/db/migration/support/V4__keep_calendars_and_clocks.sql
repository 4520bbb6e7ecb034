-- When people answer. HOURS has shifts for a region, a channel, both or (neither) everybody else; HOLIDAYS is a list of
-- days that calendars of hours observe. week: seven entries, Monday first, such as 09:00-12:00,13:00-18:00.
create table service_calendar (
    code text primary key check (code ~ '^[A-Z0-9-]{1,20}$'),
    kind text not null check (kind in ('HOURS', 'HOLIDAYS')),
    position int not null,
    zone text not null,
    region text,
    channel text,
    label_zh text not null,
    label_en text not null,
    observes text references service_calendar,
    week text[] not null check (array_length(week, 1) = 7),
    -- Of holidays: the last day for which the arrangement is published and kept here.
    known_until date,
    version bigint not null default 1,
    constraint holidays_observe_nothing check (kind = 'HOURS' or observes is null)
);

create unique index one_calendar_for_each
    on service_calendar (coalesce(region, ''), coalesce(channel, '')) where kind = 'HOURS';

-- A date that differs from its week. LIKE is a make-up day: it takes the pattern of a weekday.
create table service_day (
    calendar text not null references service_calendar,
    day date not null,
    rule text not null check (rule in ('CLOSED', 'SHIFTS', 'LIKE')),
    shifts text not null default '',
    like_weekday int check (like_weekday between 1 and 7),
    name_zh text not null default '',
    name_en text not null default '',
    primary key (calendar, day),
    constraint rule_is_whole check (
        (rule = 'SHIFTS') = (shifts <> '') and (rule = 'LIKE') = (like_weekday is not null))
);

-- Who changed a calendar, when, from what to what and why.
create table service_calendar_change (
    id uuid primary key,
    calendar text not null references service_calendar,
    what text not null check (
        what in ('CREATED', 'CHANGED', 'DAY_SET', 'DAY_REMOVED', 'IMPORTED')),
    before text not null,
    after text not null,
    reason text not null,
    staff_id uuid not null,
    staff_name text not null,
    at timestamptz not null
);

create index service_calendar_change_by_time on service_calendar_change (calendar, at desc);

-- A time of many questions, published before it starts, with how long an answer takes during it.
create table service_peak (
    id uuid primary key,
    region text,
    channel text,
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    answer_within_seconds int not null check (answer_within_seconds > 0),
    text_zh text not null,
    text_en text not null,
    announced_at timestamptz not null,
    announced_by text not null,
    withdrawn_at timestamptz,
    constraint published_before_it_starts check (announced_at < starts_at)
);

create index service_peak_by_end on service_peak (ends_at);

-- What was promised and what was changed is not rewritten.
revoke update, delete, truncate on service_calendar_change from xiaohu_app;
revoke update, delete, truncate on service_peak from xiaohu_app;
grant update (withdrawn_at) on service_peak to xiaohu_app;
revoke delete, truncate on service_calendar from xiaohu_app;

insert into service_calendar (code, kind, position, zone, label_zh, label_en, week, known_until)
values (
    'CN-HOLIDAYS', 'HOLIDAYS', 90, 'Asia/Shanghai', '中国内地节假日与调休', 'Mainland China holidays and make-up days',
    array_fill(''::text, array[7]), '2026-12-31');

-- General Office of the State Council, notice of 4 November 2025 on the holidays of 2026. Those of 2027 are not published yet.
insert into service_day (calendar, day, rule, name_zh, name_en)
select 'CN-HOLIDAYS', d::date, 'CLOSED', zh, en
from (values
    ('2026-01-01'::date, '2026-01-03'::date, '元旦', 'New Year'),
    ('2026-02-15', '2026-02-23', '春节', 'Spring Festival'),
    ('2026-04-04', '2026-04-06', '清明节', 'Qingming Festival'),
    ('2026-05-01', '2026-05-05', '劳动节', 'Labour Day'),
    ('2026-06-19', '2026-06-21', '端午节', 'Dragon Boat Festival'),
    ('2026-09-25', '2026-09-27', '中秋节', 'Mid-Autumn Festival'),
    ('2026-10-01', '2026-10-07', '国庆节', 'National Day')) as off (from_day, to_day, zh, en),
    generate_series(from_day, to_day, interval '1 day') as d;

insert into service_day (calendar, day, rule, like_weekday, name_zh, name_en)
values
    ('CN-HOLIDAYS', '2026-01-04', 'LIKE', 1, '元旦调休上班', 'Make-up day, New Year'),
    ('CN-HOLIDAYS', '2026-02-14', 'LIKE', 1, '春节调休上班', 'Make-up day, Spring Festival'),
    ('CN-HOLIDAYS', '2026-02-28', 'LIKE', 1, '春节调休上班', 'Make-up day, Spring Festival'),
    ('CN-HOLIDAYS', '2026-05-09', 'LIKE', 1, '劳动节调休上班', 'Make-up day, Labour Day'),
    ('CN-HOLIDAYS', '2026-09-20', 'LIKE', 1, '国庆节调休上班', 'Make-up day, National Day'),
    ('CN-HOLIDAYS', '2026-10-10', 'LIKE', 1, '国庆节调休上班', 'Make-up day, National Day');

insert into service_calendar (code, kind, position, zone, label_zh, label_en, week)
values (
    'DEFAULT', 'HOURS', 0, 'Asia/Shanghai', '在线客服', 'Online support',
    array_fill('00:00-24:00'::text, array[7]));

-- The hours of each region until now, as they are.
insert into service_calendar (
    code, kind, position, zone, region, label_zh, label_en, observes, week)
select
    r.region, 'HOURS', r.position, r.zone, r.region, r.label_zh, r.label_en,
    case when r.region = 'OTHER' then 'CN-HOLIDAYS' end,
    array(
        select coalesce(
            (select string_agg(
                to_char(h.opens, 'HH24:MI') || '-' || to_char(h.closes, 'HH24:MI'),
                ',' order by h.opens)
            from hours h
            where h.region = r.region and h.day = d),
            '')
        from generate_series(1, 7) d
        order by d)
from region r;

insert into service_day (calendar, day, rule, like_weekday)
select region, day, case when like_weekday is null then 'CLOSED' else 'LIKE' end, like_weekday
from special_day;

drop table special_day;
drop table hours;
drop table region;

alter table conversation add column claimed_at timestamptz;
-- null: what its topic says.
alter table conversation add column priority text
    check (priority in ('URGENT', 'HIGH', 'NORMAL', 'LOW'));

create index conversation_handled on conversation (closed_at)
    where claimed_at is not null and closed_at is not null;

-- How soon an answer is due, in seconds of open time; topic is empty for every topic without a line of its own.
create table service_level (
    topic text not null,
    priority text not null check (priority in ('URGENT', 'HIGH', 'NORMAL', 'LOW')),
    first_seconds int check (first_seconds > 0),
    next_seconds int check (next_seconds > 0),
    resolution_seconds int check (resolution_seconds > 0),
    warn_percent int not null check (warn_percent between 1 and 99),
    primary key (topic, priority)
);

insert into service_level (
    topic, priority, first_seconds, next_seconds, resolution_seconds, warn_percent)
values
    ('', 'URGENT', 60, 120, 14400, 75),
    ('', 'HIGH', 180, 300, 28800, 75),
    ('', 'NORMAL', 600, 900, 86400, 75),
    ('', 'LOW', 3600, 7200, 259200, 75);

-- A clock of a conversation. It runs on its calendar's open time while running_since is set, with spent_micros behind it;
-- due_at and warn_at are null while it is paused. calendar_version is the one they were computed with.
create table service_clock (
    conversation_id uuid not null references conversation,
    kind text not null check (kind in ('FIRST', 'NEXT', 'RESOLUTION')),
    number int not null,
    topic text not null,
    priority text not null,
    calendar text not null references service_calendar,
    calendar_version bigint not null,
    target_seconds int not null check (target_seconds > 0),
    warn_percent int not null,
    started_at timestamptz not null,
    running_since timestamptz,
    spent_micros bigint not null default 0 check (spent_micros >= 0),
    due_at timestamptz,
    warn_at timestamptz,
    warned_at timestamptz,
    escalated_at timestamptz,
    stopped_at timestamptz,
    met boolean,
    primary key (conversation_id, kind, number),
    constraint stopped_does_not_run check (stopped_at is null or running_since is null),
    constraint outcome_when_stopped check (met is null or stopped_at is not null)
);

create unique index one_clock_runs on service_clock (conversation_id, kind) where stopped_at is null;
create index clock_to_warn on service_clock (warn_at) where warned_at is null and stopped_at is null;
create index clock_to_escalate on service_clock (due_at)
    where escalated_at is null and stopped_at is null;
create index clock_by_start on service_clock (started_at);

revoke delete, truncate on service_clock from xiaohu_app;
