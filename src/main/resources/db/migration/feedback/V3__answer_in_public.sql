alter table feedback drop constraint feedback_state_check;
alter table feedback add constraint feedback_state_check check (
    state in ('RECEIVED', 'READ', 'UNDER_REVIEW', 'PLANNED', 'DONE', 'DECLINED'));

alter table feedback
    add column source text not null default 'APP'
        check (source in ('APP', 'SITE', 'WECHAT', 'QQ', 'WEIBO', 'EMAIL', 'PHONE')),
    add column conversation_id uuid,
    add column taken_by uuid,
    add column merged_into uuid references feedback check (merged_into <> id);

create index feedback_merged on feedback (merged_into) where merged_into is not null;

-- What is published is written anew in both languages: nothing that says who wrote goes along.
create table publication (
    feedback_id uuid primary key references feedback,
    title_zh text not null,
    title_en text not null,
    text_zh text not null,
    text_en text not null,
    answer_zh text not null,
    answer_en text not null,
    published_by uuid not null,
    published_at timestamptz not null,
    withdrawn_at timestamptz
);

create table vote (
    feedback_id uuid not null references feedback,
    customer_id uuid not null,
    at timestamptz not null,
    primary key (feedback_id, customer_id)
);

-- Whose feedback was merged into this one: they are told of it as its writer is.
create table follower (
    feedback_id uuid not null references feedback,
    customer_id uuid not null,
    since timestamptz not null,
    primary key (feedback_id, customer_id)
);
