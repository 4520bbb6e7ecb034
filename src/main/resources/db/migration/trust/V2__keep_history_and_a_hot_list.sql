-- A contact's value never changes and its end is written once; what changed and who did it is the history beside it.
revoke update on contact from xiaohu_app;
grant update (until) on contact to xiaohu_app;

create function contact_ends_once() returns trigger language plpgsql as $$
begin
    if old.until is not null then
        raise exception 'contact % has ended', old.id;
    end if;
    return new;
end $$;

create trigger contact_ends_once before update on contact
    for each row execute function contact_ends_once();

-- A change of the official contacts: one member of staff asks for it and another approves, or an operator makes it at
-- the console. Not applied means asked for and not approved.
create table contact_change (
    id uuid primary key,
    act text not null check (act in ('ADD', 'RETIRE')),
    kind text not null check (kind in ('DOMAIN', 'PHONE', 'EMAIL', 'WECHAT', 'QQ', 'WEIBO')),
    value text not null check (length(value) between 2 and 200),
    why text not null,
    asked_by text not null,
    asked_at timestamptz not null,
    approved_by text,
    applied_at timestamptz,
    constraint approved_when_applied check ((approved_by is null) = (applied_at is null))
);

create index contact_change_by_time on contact_change (asked_at desc, id desc);

revoke update, delete, truncate on contact_change from xiaohu_app;
grant update (approved_by, applied_at) on contact_change to xiaohu_app;

-- What staff know to be fraud: in force from the moment it is written until somebody takes it off, and kept after.
create table hot_entry (
    id uuid primary key,
    kind text not null check (kind in ('DOMAIN', 'PHONE', 'EMAIL', 'ACCOUNT', 'PHRASE')),
    value text not null check (length(value) between 2 and 200),
    key text not null check (length(key) between 2 and 200),
    why text not null,
    source text not null check (source in ('STAFF', 'IMPORT', 'REPORT')),
    report_id uuid,
    added_by uuid not null,
    added_by_name text not null,
    since timestamptz not null,
    removed_at timestamptz,
    removed_by_name text,
    removed_why text,
    constraint report_is_named check ((source = 'REPORT') = (report_id is not null)),
    constraint removal_says_who check (
        (removed_at is null) = (removed_by_name is null) and (removed_at is null) = (removed_why is null))
);

create unique index hot_entry_in_force on hot_entry (kind, key) where removed_at is null;
create index hot_entry_by_time on hot_entry (since desc, id desc);

revoke update, delete, truncate on hot_entry from xiaohu_app;
grant update (removed_at, removed_by_name, removed_why) on hot_entry to xiaohu_app;

-- What somebody met that says it is us. Staff confirm it, and then it may enrich the hot list, or dismiss it; once.
create table impostor_report (
    id uuid primary key,
    origin text not null check (origin in ('WALLET', 'SITE')),
    came_by text not null check (came_by in ('CALL', 'TEXT', 'CHAT', 'EMAIL', 'SITE', 'OTHER')),
    value text not null check (length(value) between 1 and 4000),
    story text not null check (length(story) <= 1000),
    verdict text not null check (verdict in ('OFFICIAL', 'UNKNOWN', 'SUSPICIOUS', 'IMPOSTOR')),
    conversation_id uuid,
    reported_at timestamptz not null,
    state text not null default 'OPEN' check (state in ('OPEN', 'CONFIRMED', 'DISMISSED')),
    decided_by_name text,
    decided_at timestamptz,
    constraint decision_says_who check (
        (state = 'OPEN') = (decided_at is null) and (state = 'OPEN') = (decided_by_name is null))
);

create index impostor_report_by_time on impostor_report (reported_at desc, id desc);
create index impostor_report_open on impostor_report (reported_at) where state = 'OPEN';

revoke update, delete, truncate on impostor_report from xiaohu_app;
grant update (state, decided_by_name, decided_at) on impostor_report to xiaohu_app;
