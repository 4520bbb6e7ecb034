-- Which checks were done before somebody was taken for who they say, by name; none for kinds that need none.
alter table proposal add column checks text[] not null default '{}';
