-- Who a customer says to be. Name and identity number (身份证号) are sealed with a key outside the database;
-- number_index is a keyed hash, by which the same person is found behind several accounts.
create table person (
    customer_id uuid primary key,
    name bytea not null,
    number bytea not null,
    number_index bytea not null,
    said_at timestamptz not null,
    confirmed_at timestamptz
);

create index person_by_number on person (number_index) where confirmed_at is not null;

-- A confirmed person is never exchanged for another.
create function keep_confirmed_person() returns trigger language plpgsql as $$
begin
    if old.confirmed_at is not null then
        raise exception 'the person of account % is confirmed', old.customer_id;
    end if;
    return new;
end
$$;

create trigger person_is_confirmed_once before update on person
    for each row execute function keep_confirmed_person();

revoke delete, truncate on person from xiaohu_app;

-- One check of one kind. UNKNOWN: asked, and no answer yet; it is asked again until there is one. details (a card, a
-- phone) are sealed and erased with the answer. document_until: the last day of the identity card, null when for life.
create table identity_check (
    id uuid primary key,
    customer_id uuid not null,
    kind text not null check (kind in (
        'IDENTITY_NUMBER', 'PHONE_OWNER', 'BANK_CARD', 'FACE', 'DOCUMENT', 'FACE_TO_FACE')),
    state text not null check (state in ('ASKED', 'UNKNOWN', 'UNDER_REVIEW', 'PASSED', 'FAILED')),
    reason text,
    reason_case text,
    note text,
    details bytea,
    card_tail text,
    document_until date,
    provider text not null,
    reference text,
    tries int not null default 0,
    asked_at timestamptz not null,
    answer_by timestamptz,
    decided_at timestamptz,
    valid_until timestamptz,
    constraint decided_at_a_time check ((state in ('PASSED', 'FAILED')) = (decided_at is not null)),
    constraint failed_for_a_reason check ((state = 'FAILED') = (reason is not null)),
    constraint passed_for_a_time check ((state = 'PASSED') = (valid_until is not null)),
    constraint details_are_erased check (decided_at is null or details is null)
);

create unique index identity_check_open_once on identity_check (customer_id, kind)
    where decided_at is null;
create index identity_check_by_customer on identity_check (customer_id, asked_at desc);
create index identity_check_under_review on identity_check (asked_at) where state = 'UNDER_REVIEW';

create function decide_check_once() returns trigger language plpgsql as $$
begin
    if old.decided_at is not null then
        raise exception 'check % is decided', old.id;
    end if;
    return new;
end
$$;

create trigger identity_check_is_decided_once before update on identity_check
    for each row execute function decide_check_once();

revoke update, delete, truncate on identity_check from xiaohu_app;
grant update (
    state, reason, reason_case, note, details, reference, tries, decided_at, valid_until)
    on identity_check to xiaohu_app;

-- Pictures, sealed; content is null once they are erased.
create table document (
    id uuid primary key,
    check_id uuid not null references identity_check,
    side text not null check (side in ('FRONT', 'BACK', 'FACE')),
    media_type text not null,
    content bytea,
    at timestamptz not null,
    erase_at timestamptz,
    unique (check_id, side)
);

create index document_to_erase on document (erase_at) where content is not null;

create function only_erase_document() returns trigger language plpgsql as $$
begin
    if new.content is not null and new.content is distinct from old.content then
        raise exception 'document % cannot be exchanged', old.id;
    end if;
    return new;
end
$$;

create trigger document_is_only_erased before update on document
    for each row execute function only_erase_document();

revoke update, delete, truncate on document from xiaohu_app;
grant update (content, erase_at) on document to xiaohu_app;

-- lasts_until: when the checks behind a class, or the identity card, run out; null for a class nothing ends.
alter table classification add column lasts_until timestamptz;
alter table classification add column told_at timestamptz;

create index classification_ending on classification (lasts_until) where lasts_until is not null;
