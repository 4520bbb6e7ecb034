-- An outgoing text. Whom it goes to and what it says are sealed; what it says is erased once it is sent.
create table outgoing_text (
    id uuid primary key,
    kind text not null,
    recipient bytea not null,
    content bytea,
    created_at timestamptz not null
);

-- What is known of a text's way, each step as its provider reported it.
create table delivery_step (
    text_id uuid not null references outgoing_text,
    n int not null,
    state text not null check (state in ('ASKED', 'ACCEPTED', 'HANDED_ON', 'DELIVERED', 'FAILED')),
    at timestamptz not null,
    primary key (text_id, n)
);

-- Demo mode only: what would have been sent. recipient is a keyed hash.
create table demo_outbox (
    id uuid primary key,
    recipient bytea not null,
    shown_to text not null,
    kind text not null,
    content text not null,
    at timestamptz not null
);

create index demo_outbox_by_recipient on demo_outbox (recipient, at desc);

-- What a customer is told inside the wallet.
create table notice (
    id uuid primary key,
    customer_id uuid not null,
    kind text not null,
    args jsonb not null,
    subject_kind text,
    subject_id uuid,
    at timestamptz not null
);

create index notice_by_customer on notice (customer_id, at desc);
