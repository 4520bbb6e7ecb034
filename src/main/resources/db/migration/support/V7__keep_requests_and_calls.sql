-- How a conversation is held, and whether it is kept as a request for now.
alter table conversation add column channel text not null default 'APP';
alter table conversation add column as_request boolean not null default false;

-- Who is on the phone is not known until the one-time phrase was said.
alter table conversation drop constraint belongs_to_somebody;
alter table conversation add constraint belongs_to_somebody
    check (customer_id is not null or guest_hash is not null or channel = 'PHONE');

create index conversation_by_opening on conversation (opened_at);

-- What a request of a topic is asked for, in this order. A field that is no longer asked for is retired: requests keep it.
create table request_field (
    topic text not null,
    code text not null check (code ~ '^[a-z][A-Za-z]{1,29}$'),
    position int not null,
    kind text not null check (kind in ('TEXT', 'AMOUNT', 'TIME', 'PHONE', 'CHOICE')),
    required boolean not null,
    longest int not null default 100 check (longest between 1 and 1000),
    label_zh text not null,
    label_en text not null,
    hint_zh text not null default '',
    hint_en text not null default '',
    -- Of CHOICE: code|中文|English, one a line.
    choices text[] not null default '{}',
    retired boolean not null default false,
    primary key (topic, code),
    constraint choice_has_choices check ((kind = 'CHOICE') = (cardinality(choices) > 0))
);

insert into request_field (
    topic, code, position, kind, required, longest, label_zh, label_en, hint_zh, hint_en, choices)
values
    ('TOP_UP', 'channel', 1, 'CHOICE', true, 20, '充值方式', 'How it was paid', '', '',
        array['BANK_CARD|银行卡|Bank card', 'WECHAT|微信支付|WeChat Pay', 'ALIPAY|支付宝|Alipay', 'OTHER|其他|Another way']),
    ('TOP_UP', 'amount', 2, 'AMOUNT', true, 20, '金额', 'Amount', '例如 200.00', 'Such as 200.00', '{}'),
    ('TOP_UP', 'time', 3, 'TIME', true, 30, '付款时间', 'When it was paid', '', '', '{}'),
    ('TOP_UP', 'bankText', 4, 'TEXT', false, 500, '银行或支付短信', 'The bank''s message', '可粘贴扣款短信，请去掉卡号', 'Paste it here, without card numbers', '{}'),
    ('WITHDRAWAL', 'amount', 1, 'AMOUNT', true, 20, '金额', 'Amount', '例如 200.00', 'Such as 200.00', '{}'),
    ('WITHDRAWAL', 'time', 2, 'TIME', true, 30, '提现时间', 'When it was asked for', '', '', '{}'),
    ('WITHDRAWAL', 'bank', 3, 'TEXT', true, 60, '到账银行', 'The bank it goes to', '', '', '{}'),
    ('PAYMENT', 'payee', 1, 'TEXT', true, 60, '收款方', 'Who was paid', '', '', '{}'),
    ('PAYMENT', 'amount', 2, 'AMOUNT', true, 20, '金额', 'Amount', '例如 200.00', 'Such as 200.00', '{}'),
    ('PAYMENT', 'time', 3, 'TIME', true, 30, '付款时间', 'When it was paid', '', '', '{}'),
    ('REFUND', 'payee', 1, 'TEXT', true, 60, '商户', 'The merchant', '', '', '{}'),
    ('REFUND', 'amount', 2, 'AMOUNT', true, 20, '应退金额', 'Amount to come back', '例如 200.00', 'Such as 200.00', '{}'),
    ('REFUND', 'promised', 3, 'TIME', false, 30, '商户承诺的时间', 'When it was promised for', '', '', '{}'),
    ('CODE', 'phone', 1, 'PHONE', true, 30, '收不到验证码的手机号', 'The phone without codes', '', '', '{}'),
    ('CODE', 'handset', 2, 'TEXT', true, 60, '手机型号', 'Handset', '例如 华为 Mate 60', 'Such as Huawei Mate 60', '{}'),
    ('CODE', 'carrier', 3, 'CHOICE', true, 20, '运营商', 'Carrier', '', '',
        array['MOBILE|中国移动|China Mobile', 'UNICOM|中国联通|China Unicom', 'TELECOM|中国电信|China Telecom', 'OTHER|其他|Another one']),
    ('CODE', 'others', 4, 'CHOICE', false, 20, '其他短信能收到吗', 'Do other texts arrive', '', '',
        array['YES|能收到|Yes', 'NO|收不到|No', 'UNKNOWN|不清楚|Not sure']),
    ('SIGN_IN', 'phone', 1, 'PHONE', true, 30, '登录手机号', 'The phone signed in with', '', '', '{}'),
    ('SIGN_IN', 'shown', 2, 'TEXT', true, 200, '页面上的提示', 'What the screen says', '', '', '{}'),
    ('SIGN_IN', 'handset', 3, 'TEXT', false, 60, '手机型号', 'Handset', '', '', '{}'),
    ('VERIFICATION', 'step', 1, 'CHOICE', true, 20, '卡在哪一步', 'Where it stops', '', '',
        array['NAME|姓名与证件号|Name and number', 'CARD|银行卡核验|Bank card', 'FACE|人脸|Face', 'DOCUMENT|证件照片|Pictures of the document']),
    ('VERIFICATION', 'shown', 2, 'TEXT', false, 200, '页面上的提示', 'What the screen says', '', '', '{}'),
    ('LIMIT', 'wanted', 1, 'AMOUNT', true, 20, '需要的额度', 'The limit you need', '例如 50000.00', 'Such as 50000.00', '{}'),
    ('LIMIT', 'why', 2, 'TEXT', true, 300, '用途', 'What for', '', '', '{}'),
    ('PHISHING', 'where', 1, 'TEXT', true, 200, '对方的号码、网址或账号', 'Their number, address or account', '', '', '{}'),
    ('PHISHING', 'lost', 2, 'AMOUNT', false, 20, '损失金额', 'What was lost', '没有可不填', 'Leave empty if nothing', '{}'),
    ('LEGAL', 'about', 1, 'TEXT', true, 200, '投诉对象', 'What the complaint is about', '', '', '{}'),
    ('LEGAL', 'wanted', 2, 'TEXT', true, 500, '希望怎样解决', 'What would put it right', '', '', '{}');

-- The slow form of a conversation: the same row and lines, with fields, a state and a due time. Its clock counts open time
-- of its calendar while running_since is set.
create table service_request (
    id uuid primary key references conversation,
    number text not null unique check (number ~ '^[0-9]{8}$'),
    topic text not null,
    state text not null check (state in (
        'SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'RESOLVED', 'CLOSED', 'CONVERSATION')),
    complaint boolean not null default false,
    by_staff boolean not null default false,
    language text not null,
    calendar text not null references service_calendar,
    calendar_version bigint not null,
    target_seconds int not null check (target_seconds > 0),
    running_since timestamptz,
    spent_micros bigint not null default 0 check (spent_micros >= 0),
    due_at timestamptz,
    missed_at timestamptz,
    submitted_at timestamptz not null,
    changed_at timestamptz not null,
    resolved_at timestamptz,
    closed_at timestamptz,
    reopened int not null default 0,
    constraint runs_while_it_is_ours check (
        running_since is null or state in ('SUBMITTED', 'IN_PROGRESS'))
);

create sequence request_number start 1000001 maxvalue 9999999;

create index request_open on service_request ((coalesce(due_at, 'infinity'::timestamptz)), id)
    where state in ('SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER');
create index request_by_change on service_request (changed_at desc, id desc);
create index request_by_submission on service_request (submitted_at);
create index request_to_miss on service_request (due_at)
    where missed_at is null and running_since is not null;
create index request_to_close on service_request (resolved_at) where state = 'RESOLVED';

create table service_request_value (
    request_id uuid not null references service_request,
    field text not null,
    value text not null check (length(value) between 1 and 1000),
    primary key (request_id, field)
);

-- Who changed what of a request, when, from what to what.
create table service_request_change (
    id uuid primary key,
    request_id uuid not null references service_request,
    what text not null check (what in (
        'SUBMITTED', 'CONVERTED', 'STATE', 'VALUES', 'COMPLAINT', 'LINKED', 'UNLINKED', 'MISSED')),
    before text not null default '',
    after text not null default '',
    note text not null default '',
    by_kind text not null check (by_kind in ('CUSTOMER', 'STAFF', 'SYSTEM')),
    by_id uuid,
    by_name text,
    at timestamptz not null
);

create index request_change_by_request on service_request_change (request_id, at, id);

create table service_request_link (
    request_id uuid not null references service_request,
    kind text not null check (kind in ('DUPLICATE_OF', 'RELATED', 'FOLLOW_UP_OF')),
    other_id uuid not null references service_request,
    at timestamptz not null,
    primary key (request_id, other_id),
    constraint links_to_another check (request_id <> other_id)
);

create index request_link_back on service_request_link (other_id);

-- A conversation on the phone. Nobody knows who calls until known_at.
create table phone_call (
    id uuid primary key references conversation,
    direction text not null check (direction in ('IN', 'OUT')),
    about_id uuid references conversation,
    staff_id uuid not null,
    staff_name text not null,
    started_at timestamptz not null,
    known_at timestamptz,
    ended_at timestamptz,
    outcome text check (outcome in (
        'SOLVED', 'CALL_BACK', 'REQUEST', 'NO_ANSWER', 'WRONG_NUMBER', 'CUT_OFF', 'NOT_LOGGED')),
    summary text not null default '',
    language text not null,
    constraint ended_with_an_outcome check ((ended_at is null) = (outcome is null))
);

create index phone_call_by_start on phone_call (started_at desc, id desc);
create unique index one_call_at_a_time on phone_call (staff_id) where ended_at is null;

-- What a caller says to be known, once. tag finds it; mac, under a key that is not in the database, proves it.
create table call_phrase (
    id uuid primary key,
    customer_id uuid not null,
    tag int not null,
    mac bytea not null,
    language text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    call_id uuid references phone_call,
    constraint used_in_a_call check ((used_at is null) = (call_id is null))
);

create index call_phrase_by_tag on call_phrase (tag, expires_at) where used_at is null;
create index call_phrase_by_customer on call_phrase (customer_id, created_at desc);

revoke update, delete, truncate on service_request_change from xiaohu_app;
revoke delete, truncate on service_request from xiaohu_app;
revoke delete, truncate on service_request_value from xiaohu_app;
revoke delete, truncate on phone_call from xiaohu_app;
revoke delete, truncate on call_phrase from xiaohu_app;
