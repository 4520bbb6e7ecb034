create table incident (
    id uuid primary key,
    kind text not null check (kind in ('INCIDENT', 'PLANNED')),
    impact text not null check (impact in ('NONE', 'DEGRADED', 'DOWN')),
    services text[] not null check (cardinality(services) > 0),
    title_zh text not null,
    title_en text not null,
    starts_at timestamptz not null,
    ends_at timestamptz,
    made_by uuid not null,
    made_at timestamptz not null,
    check (ends_at > starts_at),
    check (kind = 'INCIDENT' or ends_at is not null)
);

create index incident_by_age on incident (starts_at desc);

create table incident_update (
    incident_id uuid not null references incident,
    n int not null,
    state text not null check (state in (
        'INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED',
        'SCHEDULED', 'UNDER_WAY', 'COMPLETED', 'CANCELLED')),
    text_zh text not null,
    text_en text not null,
    author uuid not null,
    at timestamptz not null,
    primary key (incident_id, n)
);

-- What customers were told stays as it was told; what is learned later is one more update.
revoke update, delete, truncate on incident, incident_update from xiaohu_app;
