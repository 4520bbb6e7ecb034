-- Which of the open conversations are freeze cases, since their customers come first.
create index freeze_case_by_conversation on freeze_case (conversation_id);
-- Who had a conversation before its customer opened it again: it goes back to them first.
alter table routing add column last_agent uuid;
