-- What staff do to an account's money: drafted by one, decided by another as a proposal about it, posted afterwards. It is
-- never changed but for how far it is.
create table desk_act (
    id uuid primary key,
    kind text not null check (kind in ('ADJUSTMENT', 'REFUND')),
    customer_id uuid not null,
    order_id uuid references demand,
    amount bigint not null check (amount <> 0),
    asset text not null,
    reason_code text not null,
    told text not null,
    drafted_by uuid not null,
    drafted_at timestamptz not null,
    state text not null check (state in ('DRAFTED', 'APPROVED', 'POSTED', 'REFUSED')),
    posting uuid,
    ended_at timestamptz,
    refused_for text,
    constraint a_refund_is_of_an_order check ((kind = 'REFUND') = (order_id is not null)),
    constraint a_refund_gives check (kind <> 'REFUND' or amount > 0),
    constraint ended_is_ended check ((state in ('POSTED', 'REFUSED')) = (ended_at is not null))
);

create index desk_act_by_customer on desk_act (customer_id, ended_at desc, id desc)
    where state = 'POSTED' and kind = 'ADJUSTMENT';

revoke update, delete, truncate on desk_act from xiaohu_app;
grant update (state, posting, ended_at, refused_for) on desk_act to xiaohu_app;
