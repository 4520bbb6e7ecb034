-- How much an account whose name is not verified may hold: what can leave it in its lifetime is little, and money
-- topped up beyond that waits for the name. Shipped well above the lifetime allowance: between the two the customer is
-- told, above this the top-up is stopped. See docs/decisions/0009.
alter table threshold drop constraint threshold_code_check;
alter table threshold
    add constraint threshold_code_check check (code in ('SMALLEST', 'LARGEST', 'ONE_FACTOR', 'CLASS_I_HOLDING'));

insert into threshold (code, amount, asset)
values ('CLASS_I_HOLDING', 1000000, 'CNY');
