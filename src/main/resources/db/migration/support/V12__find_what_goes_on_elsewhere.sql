-- The conversations that went on in another, from which its lines may have been copied.
create index conversation_continued on conversation (continued_in) where continued_in is not null;
