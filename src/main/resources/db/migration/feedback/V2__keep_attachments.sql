alter table feedback add column attachment_ids uuid[] not null default '{}';
