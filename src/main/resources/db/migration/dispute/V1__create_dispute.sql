create table dispute (
    id uuid primary key,
    customer_id uuid not null,
    subject_kind text not null,
    subject_id uuid not null,
    reason text not null check (reason in (
        'NOT_MINE', 'NOT_RECEIVED', 'WRONG_AMOUNT', 'DUPLICATE', 'NOT_AS_DESCRIBED', 'OTHER')),
    story text not null,
    stage text not null
        check (stage in ('OPENED', 'EVIDENCE', 'REVIEW', 'DECIDED', 'APPEAL', 'CLOSED')),
    outcome text check (outcome in ('FOR_CUSTOMER', 'FOR_MERCHANT', 'SPLIT')),
    decision_note text,
    decided_by text,
    opened_at timestamptz not null,
    due_at timestamptz not null,
    constraint decided_says_how check ((stage in ('DECIDED', 'CLOSED')) = (outcome is not null))
);

create index dispute_by_customer on dispute (customer_id, opened_at desc);

-- One dispute at a time for each transaction, whoever asks at the same moment.
create unique index one_open_dispute on dispute (subject_kind, subject_id)
    where stage not in ('DECIDED', 'CLOSED');

-- Sealed when it arrives: what it is, its hash, when, and from whom.
create table evidence (
    dispute_id uuid not null references dispute,
    n int not null,
    kind text not null,
    content bytea not null,
    sha256 bytea not null,
    by_whom text not null,
    at timestamptz not null,
    primary key (dispute_id, n)
);

revoke update, delete, truncate on evidence from xiaohu_app;
