create table conversation (
    id uuid primary key,
    customer_id uuid,
    guest_hash bytea,
    topic text not null,
    subject_kind text,
    subject_id uuid,
    code text,
    trace_id text,
    state text not null check (state in ('WAITING', 'OPEN', 'CLOSED')),
    claimed_by uuid,
    claimed_name text,
    last_seq bigint not null default 0,
    customer_seq bigint not null default 0,
    last_text text not null default '',
    customer_read bigint not null default 0,
    staff_read bigint not null default 0,
    opened_at timestamptz not null,
    last_at timestamptz not null,
    waiting_since timestamptz,
    first_answer_at timestamptz,
    closed_at timestamptz,
    constraint belongs_to_somebody check (customer_id is not null or guest_hash is not null),
    constraint open_has_an_agent check (state <> 'OPEN' or claimed_by is not null)
);

create index conversation_by_customer on conversation (customer_id, last_at desc);
create index conversation_by_guest on conversation (guest_hash) where guest_hash is not null;
create index conversation_by_state on conversation (state, last_at desc);

-- A line of a conversation. client_id makes a line sent twice one line. internal lines are for staff.
create table message (
    conversation_id uuid not null references conversation,
    seq bigint not null check (seq > 0),
    id uuid not null unique,
    author text not null check (author in ('CUSTOMER', 'AGENT', 'SYSTEM')),
    author_id uuid,
    author_name text,
    client_id text,
    internal boolean not null default false,
    content text not null,
    attachment_ids uuid[] not null default '{}',
    at timestamptz not null,
    primary key (conversation_id, seq)
);

create unique index message_once on message (conversation_id, author, client_id)
    where client_id is not null;

revoke update, delete, truncate on message from xiaohu_app;

create table attachment (
    id uuid primary key,
    owner text not null,
    conversation_id uuid references conversation,
    media_type text not null,
    size int not null,
    sha256 bytea not null,
    content bytea not null,
    at timestamptz not null
);

-- When people answer, by region. Times of a zone; several ranges a day; to at or before from goes past midnight.
create table hours (
    region text not null,
    day int not null check (day between 1 and 7),
    opens time not null,
    closes time not null,
    primary key (region, day, opens)
);

create table region (
    region text primary key,
    position int not null,
    zone text not null,
    label_zh text not null,
    label_en text not null
);

-- Days that differ from the week: closed, or (make-up days) open like another weekday.
create table special_day (
    region text not null references region,
    day date not null,
    like_weekday int check (like_weekday between 1 and 7),
    primary key (region, day)
);

insert into region (region, position, zone, label_zh, label_en) values
    ('CN', 1, 'Asia/Shanghai', '中国内地', 'Mainland China'),
    ('HK-MO', 2, 'Asia/Hong_Kong', '中国香港 · 中国澳门', 'Hong Kong · Macao, China'),
    ('OTHER', 3, 'Asia/Shanghai', '其他地区', 'Elsewhere');

insert into hours (region, day, opens, closes)
select 'CN', d, '00:00'::time, '24:00'::time from generate_series(1, 7) d
union all
select 'HK-MO', d, '08:00'::time, '02:00'::time from generate_series(1, 7) d
union all
select 'OTHER', d, '09:00'::time, '18:00'::time from generate_series(1, 5) d;
