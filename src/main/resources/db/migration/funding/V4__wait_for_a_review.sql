-- A withdrawal that somebody has to look at before it goes to the channel: HELD and not reviewed.
alter table flow
    add column review_until timestamptz,
    add column reviewed boolean not null default false,
    add constraint reviewed_once_it_waited check (not reviewed or review_until is not null),
    add constraint only_a_withdrawal_waits check (review_until is null or direction = 'WITHDRAWAL');
