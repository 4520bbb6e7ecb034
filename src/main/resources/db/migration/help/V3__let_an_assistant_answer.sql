-- What the assistant answered in which line, from what, and whether the customer said it helped.
create table assistant_answer (
    conversation_id uuid not null,
    seq bigint not null,
    about text not null,
    slug text,
    source text not null,
    href text not null,
    answered_at timestamptz not null,
    helpful boolean,
    primary key (conversation_id, seq)
);

create index assistant_answer_by_article on assistant_answer (slug, answered_at) where helpful is not null;

revoke delete, truncate on assistant_answer from xiaohu_app;
