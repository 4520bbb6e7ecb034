-- What the house notes for staff stands in the language of whoever reads it: content is the Chinese.
-- Null of all that was said in one language.
alter table support.message add column english text;
