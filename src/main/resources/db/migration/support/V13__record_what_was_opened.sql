-- Conversations a member of staff opened, once for each of their sessions: what was written later is read without asking again.
create table opened (
    session_id uuid not null,
    conversation_id uuid not null references conversation,
    at timestamptz not null,
    primary key (session_id, conversation_id)
);

revoke update, delete, truncate on opened from xiaohu_app;
