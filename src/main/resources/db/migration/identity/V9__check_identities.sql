-- A customer was found to be who they say: one member of staff recorded the checks, another approved. It allows one
-- thing, once, for a day. The proposal keeps who, when, why and which checks.
create table identity_check (
    id uuid primary key,
    customer_id uuid not null references customer,
    purpose text not null check (purpose in ('RESET_PASSWORD', 'NEW_PIN')),
    proposal_id uuid not null unique,
    approved_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > approved_at),
    used_at timestamptz,
    constraint used_in_time check (used_at < expires_at)
);

create index identity_check_by_customer on identity_check (customer_id, purpose, expires_at desc);

create function use_check_once() returns trigger language plpgsql as $$
begin
    if old.used_at is not null then
        raise exception 'identity check % is used', old.id;
    end if;
    return new;
end
$$;

create trigger identity_check_is_used_once before update on identity_check
    for each row execute function use_check_once();

revoke update, delete, truncate on identity_check from xiaohu_app;
grant update (used_at) on identity_check to xiaohu_app;
