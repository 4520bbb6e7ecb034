-- Where a transfer or payment is found by day and amount without knowing whose it is: filled from the ledger's events,
-- from the first one on. It only leads to the id; what is shown is read from the ledger.
create table booked (
    id uuid primary key,
    at timestamptz not null,
    kind text not null,
    asset text not null,
    amount bigint not null check (amount > 0),
    -- Whether it waited, or still waits, for somebody to register: only such a one can be under way or have failed.
    waited boolean not null,
    -- The posting it gives something of back.
    original uuid
);

create index booked_by_amount on booked (asset, amount, at desc, id desc);
create index booked_by_time on booked (at desc, id desc);
create index booked_giving_back on booked (original) where original is not null;
revoke update, delete, truncate on booked from xiaohu_app;

-- Why a member of staff looked at a customer's money: asked once for each of their sessions, kept for good.
create table look (
    session_id uuid not null,
    customer_id uuid not null,
    staff_id uuid not null,
    reason text not null,
    conversation_id uuid,
    at timestamptz not null,
    primary key (session_id, customer_id)
);

revoke update, delete, truncate on look from xiaohu_app;
