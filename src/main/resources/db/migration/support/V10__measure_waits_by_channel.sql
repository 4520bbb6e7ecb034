-- How long other channels than chat take to a first answer is measured over the last weeks.
create index conversation_elsewhere on conversation (opened_at) where channel <> 'APP';
