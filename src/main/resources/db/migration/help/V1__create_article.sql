-- Articles as they are published; grams are what search looks for.
create table article (
    slug text not null,
    language text not null check (language in ('zh', 'en')),
    title text not null,
    topic text not null,
    asks text not null,
    body text not null,
    grams text[] not null,
    digest bytea not null,
    updated_at timestamptz not null,
    primary key (slug, language)
);

create index article_by_grams on article using gin (grams);
