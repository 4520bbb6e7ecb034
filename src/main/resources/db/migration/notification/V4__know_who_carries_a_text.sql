-- Who reported a step, and in the provider's or carrier's own word.
alter table delivery_step
    add column provider text,
    add column code text check (length(code) <= 64);

alter table delivery_step drop constraint delivery_step_state_check;
alter table delivery_step add constraint delivery_step_state_check check (
    state in ('ASKED', 'PASSED_OVER', 'ACCEPTED', 'HANDED_ON', 'DELIVERED', 'FAILED'));

-- Which template a text was made from and with which values, sealed and erased like what it says.
alter table outgoing_text add column wording bytea;

-- To whom a text was handed, filed before the provider is asked: its receipt may come before its answer.
create table handover (
    text_id uuid not null references outgoing_text,
    provider text not null,
    -- The provider's own id; null until it has answered.
    reference text,
    at timestamptz not null,
    primary key (text_id, provider)
);

create index handover_by_reference on handover (provider, reference);

create index handover_unanswered on handover (provider, at) where reference is null;
