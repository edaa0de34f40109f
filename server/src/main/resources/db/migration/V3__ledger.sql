-- One row a request: names and figures, never what was asked or answered.
create table ledger_entry (
    id               uuid primary key,
    at               timestamptz      not null,
    key              text             not null,
    person           text             not null,
    organisation     text             not null,
    alias            text             not null check (length(alias) <= 100),
    model            text             not null,
    operation        text             not null,
    outcome          text             not null,
    tokens_in        integer          not null,
    tokens_out       integer          not null,
    tokens_cached    integer          not null,
    first_token_ms   bigint,
    duration_ms      bigint           not null,
    joules           double precision not null,
    joules_measured  boolean          not null,
    -- with cooling
    facility_joules  double precision not null,
    electricity_yuan double precision not null,
    provider_yuan    double precision not null,
    carbon_grams     double precision not null
);

create index ledger_entry_by_time on ledger_entry (at);
create index ledger_entry_by_person on ledger_entry (person, at);
create index ledger_entry_by_key on ledger_entry (key, at) where key <> '';
create index ledger_entry_by_organisation on ledger_entry (organisation, at) where organisation <> '';

create table budget (
    id         uuid primary key,
    subject    text             not null check (subject in ('key', 'person', 'organisation')),
    subject_id text             not null check (subject_id <> ''),
    period     text             not null check (period in ('day', 'month')),
    unit       text             not null check (unit in ('tokens', 'joules', 'yuan')),
    amount     double precision not null check (amount > 0),
    unique (subject, subject_id, period, unit)
);

-- what an answer cost, beside its joules
alter table message add column yuan double precision;
