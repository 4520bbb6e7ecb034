-- A new password and a new phone end all challenges of a customer that are open.
create index challenge_open_by_customer on challenge (customer_id) where used_at is null;
