-- Somebody who may not come in any more; their acts and their name stay.
alter table member
    add column disabled_at timestamptz,
    add column disabled_by uuid references member,
    add column disabled_reason text,
    add constraint disabled_by_somebody
        check ((disabled_at is null) = (disabled_by is null and disabled_reason is null)),
    add constraint disabled_by_another check (disabled_by <> id);

-- What two administrators change of a member: drafted by one, applied when another has approved it.
create table member_change (
    id uuid primary key,
    member_id uuid not null references member,
    act text not null check (act in ('ROLES', 'RESTORE', 'RESET_TWO_FACTOR')),
    roles_before text[] not null,
    roles_after text[] not null,
    drafted_by uuid not null references member,
    drafted_at timestamptz not null,
    applied_at timestamptz
);

create index member_change_by_member on member_change (member_id, drafted_at desc);

revoke update, delete, truncate on member_change from xiaohu_app;
grant update (applied_at) on member_change to xiaohu_app;

-- Each comes in once where the authenticator is lost.
create table recovery_code (
    member_id uuid not null references member,
    code_hash bytea not null,
    made_at timestamptz not null,
    used_at timestamptz,
    primary key (member_id, code_hash)
);

-- A proposal nobody decided in time is over; what it was for may be asked for anew.
alter table proposal add column expires_at timestamptz;
alter table proposal disable trigger proposal_is_decided_once;
update proposal set expires_at = proposed_at + interval '7 days';
alter table proposal enable trigger proposal_is_decided_once;
alter table proposal
    alter column expires_at set not null,
    drop constraint proposal_state_check,
    drop constraint decided_by_somebody,
    add constraint proposal_state_check
        check (state in ('PROPOSED', 'APPROVED', 'DECLINED', 'WITHDRAWN', 'EXPIRED')),
    add constraint decided_by_somebody
        check ((state in ('PROPOSED', 'EXPIRED')) = (decided_by is null and decided_at is null));

create index proposal_about_customer on proposal (customer_id) where state = 'PROPOSED';
