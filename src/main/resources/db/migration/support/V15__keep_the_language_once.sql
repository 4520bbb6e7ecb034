-- The language the owner of a conversation reads. It stood with the queue, with the request and with the call.
alter table conversation add column language text not null default 'zh' check (language in ('zh', 'en'));

update conversation c set language = 'en' from routing r where r.conversation_id = c.id and r.language = 'en';
update conversation c set language = 'en' from service_request r where r.id = c.id and r.language like 'en%';
update conversation c set language = 'en' from phone_call p where p.id = c.id and p.language like 'en%';

alter table routing drop column language;
alter table service_request drop column language;
alter table phone_call drop column language;
