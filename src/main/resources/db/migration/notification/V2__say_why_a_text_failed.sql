alter table delivery_step add column why text;

revoke update, delete, truncate on delivery_step from xiaohu_app;

-- The demo's outbox is read at once by whoever waits for a code: is there still something to come?
alter table outgoing_text add column recipient_index bytea;

create index outgoing_text_unsent on outgoing_text (recipient_index) where content is not null;
