-- There is a row while nothing new may leave: the database was found behind what had been sealed. Two people release it.
create table gate (
    only_row boolean primary key default true check (only_row),
    closed_at timestamptz not null default clock_timestamp(),
    reason text not null,
    first_release text
);
