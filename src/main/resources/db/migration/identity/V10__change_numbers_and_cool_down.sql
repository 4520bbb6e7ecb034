-- After a risky change only a small sum may leave the account for a while. Nothing but time ends it, so the server may
-- only add rows. Each has a counter of its own in the ledger, named by its id.
create table cool_down (
    id uuid primary key,
    customer_id uuid not null references customer,
    cause text not null
        check (cause in (
            'PASSWORD_RESET_ON_NEW_DEVICE', 'PHONE_CHANGED', 'SECOND_FACTOR_REMOVED', 'PIN_RENEWED')),
    since timestamptz not null,
    until timestamptz not null,
    constraint ends_later check (until > since)
);

create index cool_down_by_customer on cool_down (customer_id, until);

revoke update, delete, truncate on cool_down from xiaohu_app;

-- Null until it is changed for the first time.
alter table customer add column phone_changed_at timestamptz;

alter table code drop constraint code_purpose_check;
alter table code add constraint code_purpose_check
    check (purpose in ('REGISTER', 'SIGN_IN', 'RESET_PASSWORD', 'STEP_UP', 'CHANGE_PHONE'));
