-- What somebody at the desk answers, and how many conversations at once. Without a row: every topic, both languages.
create table agent_skill (
    staff_id uuid primary key,
    -- empty: every topic
    topics text[] not null,
    languages text[] not null check (languages <> '{}' and languages <@ array['zh', 'en']),
    capacity int not null check (capacity between 1 and 50)
);

-- What members of staff say of themselves. Whoever never said anything is given nothing and keeps what they took.
create table agent_state (
    staff_id uuid primary key,
    staff_name text not null,
    state text not null check (state in ('ONLINE', 'BUSY', 'AWAY')),
    since timestamptz not null,
    seen_at timestamptz not null,
    -- away because their desk was not heard of any more
    by_itself boolean not null default false
);

-- A conversation's way through the queue. queued_at is when it last came into it; its place is by how long it waits.
create table routing (
    conversation_id uuid primary key references conversation,
    language text not null check (language in ('zh', 'en')),
    queued_at timestamptz not null,
    given_to uuid,
    given_at timestamptz,
    why text,
    -- those who had it and did not answer
    passed_over uuid[] not null default '{}'
);

create index routing_given on routing (given_at) where given_to is not null;

-- Customers who need more care than others, and who said so.
create table care_flag (
    customer_id uuid primary key,
    reason text not null,
    staff_id uuid not null,
    staff_name text not null,
    at timestamptz not null
);

-- Who has a conversation open at the moment.
create table viewer (
    conversation_id uuid not null references conversation,
    staff_id uuid not null,
    staff_name text not null,
    seen_at timestamptz not null,
    typing_at timestamptz,
    primary key (conversation_id, staff_id)
);

create index viewer_by_time on viewer (seen_at);
create index conversation_in_hand on conversation (claimed_by) where state = 'OPEN';
