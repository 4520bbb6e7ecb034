-- What is due next, page by page.
create index clock_by_due on service_clock (due_at, conversation_id)
    where stopped_at is null and due_at is not null;
