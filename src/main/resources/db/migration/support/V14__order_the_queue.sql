-- Of those who wait, who asked for a human comes first, over all pages.
create index conversation_waiting on conversation ((human_asked_at is not null) desc, last_at desc, id desc)
    where state = 'WAITING' and not as_request;
