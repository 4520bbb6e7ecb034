-- Which of the open conversations are freeze cases, since their customers come first.
create index freeze_case_by_conversation on freeze_case (conversation_id);
