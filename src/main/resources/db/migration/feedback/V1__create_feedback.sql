create table feedback (
    id uuid primary key,
    customer_id uuid,
    kind text not null check (kind in ('IDEA', 'BUG', 'COMPLAINT', 'PRAISE', 'OTHER')),
    content text not null,
    state text not null check (state in ('RECEIVED', 'READ', 'PLANNED', 'DONE', 'DECLINED')),
    at timestamptz not null
);

create index feedback_by_customer on feedback (customer_id, at desc);
create index feedback_by_age on feedback (at desc);

create table reply (
    feedback_id uuid not null references feedback,
    n int not null,
    author text not null,
    content text not null,
    at timestamptz not null,
    primary key (feedback_id, n)
);

revoke update, delete, truncate on reply from xiaohu_app;
