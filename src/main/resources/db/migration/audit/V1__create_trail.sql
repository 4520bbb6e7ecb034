-- Who did what to whom, numbered without gaps; each line carries the hash of the one before it.
create table line (
    n bigint primary key check (n > 0),
    at timestamptz not null,
    actor text not null,
    action text not null,
    subject text not null,
    details jsonb not null,
    hash bytea not null
);

create index line_by_subject on line (subject, n desc);

-- The end of the chain, where the next line takes its number.
create table head (
    only_row boolean primary key default true check (only_row),
    n bigint not null,
    hash bytea not null
);

insert into head (n, hash) values (0, ''::bytea);

revoke update, delete, truncate on line from xiaohu_app;
revoke insert, delete, truncate on head from xiaohu_app;
