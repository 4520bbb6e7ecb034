-- What waits for a phone goes back as well when the phone was reported meanwhile: nobody has to have looked at it.
alter table held_transfer
    drop constraint held_transfer_given_back_for_check,
    drop constraint reviewed_until_a_time,
    add constraint held_transfer_given_back_for_check
        check (given_back_for in ('RETURNED', 'UNANSWERED', 'PAYEE_GONE', 'PAYEE_REPORTED')),
    add constraint reviewed_until_a_time check (
        state not in ('UNDER_REVIEW', 'HANDING_BACK', 'HANDED_BACK')
        or review_until is not null
        or (state <> 'UNDER_REVIEW' and given_back_for is not distinct from 'PAYEE_REPORTED'));
