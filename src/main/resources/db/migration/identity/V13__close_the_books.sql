-- When the ledger accounts of a closed customer are to be closed next; null while they are not, and once they are. An
-- account closed before this was known is due at once.
alter table customer add column books_close_at timestamptz;

update customer set books_close_at = now() where status = 'CLOSED';

create index customer_books_to_close on customer (books_close_at) where books_close_at is not null;
