-- What a customer's devices are told, numbered per customer without gaps: who says the last number it has gets the rest.
create table feed (
    customer_id uuid not null,
    seq bigint not null check (seq > 0),
    event text not null,
    event_key text not null,
    data jsonb not null,
    at timestamptz not null,
    primary key (customer_id, seq),
    unique (customer_id, event_key)
);

create table feed_head (
    customer_id uuid primary key,
    seq bigint not null
);
