-- Every contact that is or was officially ours. A contact is ended, never erased, so that an old message can still be
-- checked; a value is official in one row at a time.
create table contact (
    id uuid primary key,
    kind text not null check (kind in ('DOMAIN', 'PHONE', 'EMAIL', 'WECHAT', 'QQ', 'WEIBO')),
    value text not null check (length(value) between 2 and 200),
    since timestamptz not null,
    until timestamptz,
    check (until is null or until > since)
);

create unique index contact_in_use on contact (kind, value) where until is null;

revoke delete, truncate on contact from xiaohu_app;
