-- What customers wrote beside their own bills, for themselves alone: sealed, so that neither a dump nor a member of staff
-- can read it.
create table note (
    customer_id uuid not null,
    movement_id uuid not null,
    sealed bytea not null,
    written_at timestamptz not null,
    primary key (customer_id, movement_id)
);
