-- Every text an article ever had. A version is a draft until somebody else publishes it; what was published, offered or
-- dropped keeps its text for good. number counts per article and language, revision counts the saves of a draft.
create table article_version (
    slug text not null,
    language text not null check (language in ('zh', 'en')),
    number integer not null check (number > 0),
    state text not null
        check (state in ('OFFERED', 'DRAFT', 'IN_REVIEW', 'SENT_BACK', 'PUBLISHED', 'DROPPED')),
    source text not null check (source in ('PRODUCT', 'DESK')),
    from_number integer,
    title text not null,
    topic text not null,
    asks text[] not null,
    related text[] not null,
    needs text,
    body text not null,
    note text not null default '',
    digest bytea,
    revision integer not null default 1,
    written_name text not null,
    written_at timestamptz not null,
    published_name text,
    published_at timestamptz,
    catches_up boolean not null default false,
    primary key (slug, language, number),
    check ((state = 'PUBLISHED') = (published_at is not null))
);

-- A text the product brings is taken in once, whichever server comes first.
create unique index article_version_by_digest on article_version (slug, language, digest) where digest is not null;

create function version_keeps_its_text() returns trigger language plpgsql as $$
begin
    if old.state not in ('DRAFT', 'SENT_BACK')
        and (new.title, new.topic, new.asks, new.related, new.body, new.needs, new.note, new.revision)
            is distinct from
            (old.title, old.topic, old.asks, old.related, old.body, old.needs, old.note, old.revision) then
        raise exception 'version % of %.% is no draft and keeps its text', old.number, old.slug, old.language;
    end if;
    if old.state in ('PUBLISHED', 'DROPPED') and new.state <> old.state then
        raise exception 'version % of %.% stays %', old.number, old.slug, old.language, old.state;
    end if;
    return new;
end
$$;

create trigger article_version_keeps_its_text before update on article_version
    for each row execute function version_keeps_its_text();
revoke delete, truncate on article_version from xiaohu_app;

insert into article_version (
    slug, language, number, state, source, title, topic, asks, related, needs, body, digest, written_name, written_at,
    published_name, published_at)
select slug, language, 1, 'PUBLISHED', 'PRODUCT', title, topic, string_to_array(asks, '|'), related, needs, body, digest,
    '', updated_at, '', updated_at
from article;

-- The version everybody reads; null: none.
alter table article add column live integer;
update article set live = 1;
alter table article drop column title, drop column topic, drop column asks, drop column related, drop column needs,
    drop column body, drop column digest, drop column updated_at;
alter table article add foreign key (slug, language, live) references article_version (slug, language, number);
revoke delete, truncate on article from xiaohu_app;

-- What was done to which version, by whom; nobody's name where the product did it.
create table article_event (
    id uuid primary key,
    slug text not null,
    language text not null check (language in ('zh', 'en')),
    number integer not null,
    act text not null,
    staff_id uuid,
    staff_name text not null,
    note text not null,
    at timestamptz not null
);

create index article_event_by_article on article_event (slug, language, at);
revoke update, delete, truncate on article_event from xiaohu_app;

-- Pictures of articles, drawn anew. Everybody sees one only while a published article shows it.
create table image (
    id uuid primary key,
    media_type text not null check (media_type in ('image/png', 'image/jpeg')),
    width integer not null check (width > 0),
    height integer not null check (height > 0),
    content bytea not null,
    staff_id uuid not null,
    at timestamptz not null
);

revoke update, delete, truncate on image from xiaohu_app;
