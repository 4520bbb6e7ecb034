-- Whether staff ever drafted an act for a customer is asked for bills; most have none.
create index desk_act_of_customer on desk_act (customer_id);
