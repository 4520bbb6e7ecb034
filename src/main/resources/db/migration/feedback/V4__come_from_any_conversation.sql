-- Every channel a conversation is held by; OTHER is one that is new.
alter table feedback drop constraint feedback_source_check;
alter table feedback add constraint feedback_source_check check (
    source in (
        'APP', 'SITE', 'CHAT', 'PHONE', 'EMAIL', 'WECHAT', 'WECOM', 'QQ', 'WEIBO', 'OTHER'));

-- The line it is; the same line is written down once, whoever does it.
alter table feedback add column message_seq bigint
    check (message_seq is null or conversation_id is not null);

create unique index feedback_of_line on feedback (conversation_id, message_seq)
    where message_seq is not null;
