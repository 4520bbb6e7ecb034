-- A transfer to a phone nobody had registered. The money is a hold of the ledger under the same id; this row says for
-- whom, and whose turn it is. A state is changed only from the state it was read in, so that of a registration, a
-- cancellation and the end of its time exactly one wins.
create table held_transfer (
    id uuid primary key,
    payer_id uuid not null,
    -- Found by phone, but never read back without the key.
    phone_index bytea not null,
    phone bytea not null,
    amount bigint not null check (amount > 0),
    asset text not null,
    language text not null,
    state text not null check (state in (
        'CREATED', 'AWAITING_PAYEE', 'ARRIVING', 'CANCELLING', 'RETURNING', 'ARRIVED', 'CANCELLED', 'RETURNED')),
    payee_id uuid,
    balance_after bigint,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    -- When somebody has to look at it again; whoever looks moves it on first and has it alone until then.
    next_at timestamptz,
    constraint arrives_with_somebody check (state not in ('ARRIVING', 'ARRIVED') or payee_id is not null),
    constraint ends_once check ((state in ('ARRIVED', 'CANCELLED', 'RETURNED')) = (ended_at is not null)),
    constraint ended_is_left_alone check ((ended_at is null) = (next_at is not null))
);

create index held_transfer_by_phone on held_transfer (phone_index) where ended_at is null;
create index held_transfer_to_look_at on held_transfer (next_at) where next_at is not null;

-- What has ended stays as it ended.
create function ended_stays() returns trigger language plpgsql as $$
begin
    raise exception '% has ended', old.id;
end
$$;

create trigger ended_stays before update or delete on held_transfer
    for each row when (old.ended_at is not null) execute function ended_stays();
