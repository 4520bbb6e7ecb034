-- Lines are looked for by who did it, by what was done and by when.
create index line_by_actor on line (actor, n desc);
create index line_by_action on line (action, n desc);
create index line_by_time on line (at, n);
