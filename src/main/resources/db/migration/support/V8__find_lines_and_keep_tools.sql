-- What can be found of a line: numbers that stand for pairs of characters and for words, beside numbers that say where in
-- the order of lines it is. n grows with time; lines from before this table have numbers below zero.
create sequence search_line_n;

create table search_line (
    n bigint primary key,
    conversation_id uuid not null references conversation,
    seq bigint not null,
    at timestamptz not null,
    terms int[] not null,
    unique (conversation_id, seq)
);

-- Without a list of pending entries: every search would have to walk it.
create index search_line_terms on search_line using gin (terms) with (fastupdate = off);

revoke update, truncate on search_line from xiaohu_app;

-- How far lines from before are in, the latest first.
create table search_backfill (
    only_row boolean primary key default true check (only_row),
    before_id uuid not null,
    next_n bigint not null default -1,
    done_lines bigint not null default 0,
    all_lines bigint not null,
    finished_at timestamptz
);

insert into search_backfill (before_id, all_lines)
select 'ffffffff-ffff-ffff-ffff-ffffffffffff', count(*) from message;

revoke insert, delete, truncate on search_backfill from xiaohu_app;

-- The inbox goes through the open ones only, each list in its own order.
create index conversation_open on conversation (last_at desc, id desc) where state <> 'CLOSED';
create index conversation_of_agent on conversation (claimed_by, last_at desc, id desc)
    where state = 'OPEN';

-- What makes work quicker: canned answers, macros, rules, working sets. Without an owner it is everybody's.
create table tool (
    id uuid primary key,
    kind text not null check (kind in ('ANSWER', 'MACRO', 'RULE', 'VIEW')),
    owner_id uuid,
    name_zh text not null,
    name_en text not null,
    shortcut text check (shortcut ~ '^[a-z0-9-]{1,20}$'),
    content jsonb not null,
    enabled boolean not null default true,
    version bigint not null default 1,
    changed_at timestamptz not null,
    removed_at timestamptz,
    constraint answers_have_shortcuts check ((kind = 'ANSWER') = (shortcut is not null)),
    constraint rules_are_everybodys check (kind <> 'RULE' or owner_id is null)
);

create unique index tool_shortcut
    on tool (coalesce(owner_id, '00000000-0000-0000-0000-000000000000'), shortcut)
    where removed_at is null and shortcut is not null;
create index tool_by_kind on tool (kind) where removed_at is null;

create table tool_change (
    id uuid primary key,
    tool_id uuid not null references tool,
    version bigint not null,
    what text not null check (what in ('CREATED', 'CHANGED', 'REMOVED')),
    before jsonb,
    after jsonb,
    reason text not null,
    staff_id uuid not null,
    staff_name text not null,
    at timestamptz not null
);

create index tool_change_by_tool on tool_change (tool_id, at desc);

revoke delete, truncate on tool from xiaohu_app;
revoke update, delete, truncate on tool_change from xiaohu_app;

-- A rule acts once on a line, whoever hears of it how often.
create table rule_firing (
    rule_id uuid not null references tool,
    conversation_id uuid not null references conversation,
    seq bigint not null,
    version bigint not null,
    outcome text not null check (outcome in ('DONE', 'REFUSED', 'TOO_MANY')),
    detail text not null default '',
    at timestamptz not null,
    primary key (rule_id, conversation_id, seq)
);

create index rule_firing_by_conversation on rule_firing (conversation_id, at desc);
create index rule_firing_by_rule on rule_firing (rule_id, at desc);

revoke update, delete, truncate on rule_firing from xiaohu_app;
