-- The class an account has reached; an account without a row is of class I.
create table classification (
    customer_id uuid primary key,
    class text not null check (class in ('I', 'II', 'III')),
    since timestamptz not null
);
