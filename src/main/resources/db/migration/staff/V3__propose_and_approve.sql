-- What needs two people: one proposes, another decides, once. Who asked for what and why is never changed.
create table proposal (
    id uuid primary key,
    kind text not null,
    target uuid not null,
    customer_id uuid,
    reason text not null,
    evidence text not null,
    state text not null check (state in ('PROPOSED', 'APPROVED', 'DECLINED', 'WITHDRAWN')),
    proposed_by uuid not null references member,
    proposed_at timestamptz not null,
    decided_by uuid references member,
    decided_at timestamptz,
    note text,
    constraint decided_by_somebody
        check ((state = 'PROPOSED') = (decided_by is null and decided_at is null)),
    constraint decided_by_another
        check (state not in ('APPROVED', 'DECLINED') or decided_by <> proposed_by),
    constraint withdrawn_by_the_same check (state <> 'WITHDRAWN' or decided_by = proposed_by)
);

create unique index proposal_open_once on proposal (kind, target) where state = 'PROPOSED';
create index proposal_by_state on proposal (state, proposed_at desc);
create index proposal_by_target on proposal (kind, target, proposed_at desc);

create function decide_once() returns trigger language plpgsql as $$
begin
    if old.state <> 'PROPOSED' then
        raise exception 'proposal % is decided', old.id;
    end if;
    return new;
end
$$;

create trigger proposal_is_decided_once before update on proposal
    for each row execute function decide_once();

revoke update, delete, truncate on proposal from xiaohu_app;
grant update (state, decided_by, decided_at, note) on proposal to xiaohu_app;
