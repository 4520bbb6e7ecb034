-- When anything in a conversation last changed, by the database's clock: what a desk that was cut off reads again.
alter table conversation add column touched_at timestamptz not null default clock_timestamp();
-- How far the customer's own devices have fetched.
alter table conversation add column customer_got bigint not null default 0;
alter table conversation add column human_asked_at timestamptz;
alter table conversation add column snoozed_until timestamptz;
-- Where a conversation went on that was merged into another, or ended too long ago to be opened again.
alter table conversation add column continued_in uuid references conversation;
alter table conversation add constraint goes_on_elsewhere check (continued_in <> id);
alter table conversation add constraint only_what_ended_goes_on_elsewhere
    check (continued_in is null or state = 'CLOSED');
alter table conversation add constraint only_what_is_in_hand_is_snoozed
    check (snoozed_until is null or state = 'OPEN');

create index conversation_touched on conversation (touched_at);
create index conversation_snoozed on conversation (snoozed_until) where snoozed_until is not null;

-- A line its author took back, and the line that says so.
create table withdrawal (
    conversation_id uuid not null,
    seq bigint not null,
    told_seq bigint not null,
    at timestamptz not null,
    primary key (conversation_id, seq),
    unique (conversation_id, told_seq),
    foreign key (conversation_id, seq) references message,
    foreign key (conversation_id, told_seq) references message
);

revoke update, delete, truncate on withdrawal from xiaohu_app;

-- A colleague named in a note.
create table mention (
    conversation_id uuid not null,
    seq bigint not null,
    staff_id uuid not null,
    at timestamptz not null,
    seen_at timestamptz,
    primary key (conversation_id, seq, staff_id),
    foreign key (conversation_id, seq) references message
);

create index mention_by_staff on mention (staff_id, at desc);
create index mention_unseen on mention (staff_id) where seen_at is null;

revoke update, delete, truncate on mention from xiaohu_app;
grant update (seen_at) on mention to xiaohu_app;

create table conversation_tag (
    conversation_id uuid not null references conversation,
    tag text not null check (char_length(tag) between 1 and 30),
    added_by text not null,
    at timestamptz not null,
    primary key (conversation_id, tag)
);

create index conversation_tag_by_tag on conversation_tag (tag, at desc);

revoke update, truncate on conversation_tag from xiaohu_app;

-- What a customer thought of it; whoever answered last is the one who is rated.
create table conversation_rating (
    conversation_id uuid primary key references conversation,
    score int not null check (score between 1 and 5),
    comment text not null default '' check (char_length(comment) <= 1000),
    staff_id uuid,
    staff_name text,
    rated_at timestamptz not null,
    changed_at timestamptz not null
);

create index conversation_rating_by_time on conversation_rating (rated_at);

revoke update, delete, truncate on conversation_rating from xiaohu_app;
grant update (score, comment, changed_at) on conversation_rating to xiaohu_app;
