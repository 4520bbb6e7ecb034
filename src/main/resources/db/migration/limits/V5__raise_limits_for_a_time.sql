-- A limit of one customer that is higher for a time: drafted by one, in force once another has approved it, over at its end.
create table limit_override (
    id uuid primary key,
    customer_id uuid not null,
    rule text not null,
    cap bigint not null check (cap > 0),
    asset text not null,
    until timestamptz not null,
    reason_code text not null,
    drafted_by uuid not null,
    drafted_at timestamptz not null,
    applied_at timestamptz
);

create index limit_override_in_force on limit_override (customer_id, until) where applied_at is not null;

revoke update, delete, truncate on limit_override from xiaohu_app;
grant update (applied_at) on limit_override to xiaohu_app;
