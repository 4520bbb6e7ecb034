-- Wrong sign-ins in a row are counted by the hash of the name that was typed, whether somebody has it or not:
-- a lock must not tell which names exist.
create table sign_in_guard (
    name_hash bytea primary key,
    wrong int not null check (wrong >= 0),
    locks int not null default 0,
    locked_until timestamptz
);

alter table member drop column wrong, drop column locks, drop column locked_until;

revoke delete, truncate on member from xiaohu_app;
