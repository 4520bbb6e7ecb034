-- What the channel called its refusal, for its customer to read and to tell the bank.
alter table flow add column channel_code text check (length(channel_code) between 1 and 40);

-- What a simulated bank calls it when it rejects; null for no reason given.
alter table sandbox_steering add column reject_code text check (length(reject_code) between 1 and 40);
