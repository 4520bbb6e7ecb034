-- A freeze has one conversation, however often it is told.
create table freeze_case (
    freeze_id uuid primary key,
    conversation_id uuid not null references conversation
);
