-- An article names those people read next, and may be about what an operator has to switch on.
alter table article add column related text[] not null default '{}';
alter table article add column needs text;

-- Articles are searched where the server keeps them at hand.
drop index article_by_grams;
alter table article drop column grams;

-- What the passages of articles mean, by the digest of their text, so that it is worked out once. A cache: rows that no
-- article uses any more do no harm.
create table passage_vector (
    model text not null,
    digest text not null,
    vector bytea not null,
    primary key (model, digest)
);

-- Whether an article helped. Who said so is not kept; asked is what was searched for, with numbers masked.
create table vote (
    id uuid primary key,
    slug text not null,
    language text not null check (language in ('zh', 'en')),
    helped boolean not null,
    comment text not null check (length(comment) <= 500),
    at timestamptz not null
);

create index vote_by_article on vote (slug, at);
revoke update, delete, truncate on vote from xiaohu_app;
