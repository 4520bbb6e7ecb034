-- What somebody had in hand when it ended, the latest first: the working sets of what they closed.
create index conversation_closed_by on conversation (claimed_by, last_at desc, id desc) where state = 'CLOSED';
