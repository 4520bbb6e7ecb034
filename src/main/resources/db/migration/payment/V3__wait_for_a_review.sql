-- A transfer can also wait for somebody to look at it, to a payee who is known. HANDING_BACK is decided and the ledger has
-- still to do it.
alter table held_transfer
    add column review_until timestamptz,
    add column given_back_for text check (given_back_for in ('RETURNED', 'UNANSWERED', 'PAYEE_GONE')),
    drop constraint held_transfer_state_check,
    drop constraint ends_once,
    add constraint held_transfer_state_check check (state in (
        'CREATED', 'UNDER_REVIEW', 'AWAITING_PAYEE', 'ARRIVING', 'CANCELLING', 'RETURNING', 'HANDING_BACK', 'ARRIVED',
        'CANCELLED', 'RETURNED', 'HANDED_BACK')),
    add constraint ends_once
        check ((state in ('ARRIVED', 'CANCELLED', 'RETURNED', 'HANDED_BACK')) = (ended_at is not null)),
    add constraint reviewed_until_a_time check (
        state not in ('UNDER_REVIEW', 'HANDING_BACK', 'HANDED_BACK') or review_until is not null),
    add constraint handed_back_for_a_reason
        check (state not in ('HANDING_BACK', 'HANDED_BACK') or given_back_for is not null);
