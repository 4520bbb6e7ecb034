-- A browser or app somebody signed in with to the end. Its token stands in a cookie of its own that outlives
-- sessions; a browser several people use has one token and a row for each of them.
create table device (
    id uuid primary key,
    customer_id uuid not null references customer,
    token_hash bytea not null,
    known_at timestamptz not null,
    seen_at timestamptz not null,
    unique (customer_id, token_hash)
);

create index device_by_token on device (token_hash);

-- Networks somebody signed in from to the end: /24 of an IPv4 address, /48 of an IPv6 one.
create table known_network (
    customer_id uuid not null references customer,
    network text not null,
    seen_at timestamptz not null,
    primary key (customer_id, network)
);

-- Null for sessions opened before devices were known. The device goes when somebody signs it out from elsewhere.
alter table session add column device_id uuid references device on delete set null;

-- Wrong sign-ins are counted for each known device by itself, and for all unknown ones together: strangers lock out
-- strangers only.
alter table sign_in_guard add column lane uuid not null default '00000000-0000-0000-0000-000000000000';
alter table sign_in_guard drop constraint sign_in_guard_pkey;
alter table sign_in_guard add primary key (phone_index, lane);
