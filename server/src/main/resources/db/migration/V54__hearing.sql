-- What people keep of hearing tests. Nothing is here that they did not save by themselves. See the room hearing.
create table hearing_result (
    id             uuid primary key,
    organisation   text             not null references organisation (id) on delete cascade,
    person         text             not null references person (id) on delete cascade,
    kind           text             not null check (kind in ('AUDIOGRAM', 'DIGITS')),
    -- who measured it
    source         text             not null check (source in ('SELF', 'CLINICIAN')),
    measured_at    timestamptz      not null,
    reliability    text             not null check (reliability in ('GOOD', 'DOUBTFUL', 'POOR')),
    -- of an audiogram: what is known of its levels, and its thresholds as [{ear, hertz, level, beyond}]
    calibration    text check (calibration in ('NONE', 'BIOLOGICAL', 'COUPLER')),
    thresholds     jsonb            not null default '[]' check (octet_length(thresholds::text) <= 10000),
    -- of digits in noise: which were spoken, the ratio in dB at which half of the triplets are understood, and its standard error
    language       text check (language in ('zh', 'en')),
    srt            double precision check (srt between -40 and 40),
    standard_error double precision check (standard_error between 0 and 40),
    note           text             not null default '' check (length(note) <= 500),
    created_at     timestamptz      not null default now(),
    check ((kind = 'AUDIOGRAM') = (calibration is not null)),
    check ((kind = 'DIGITS') = (language is not null) and (language is null) = (srt is null) and (srt is null) = (standard_error is null))
);

create index hearing_result_by_owner on hearing_result (organisation, person, measured_at desc);
create index hearing_result_by_person on hearing_result (person);

alter table hearing_result enable row level security;
alter table hearing_result force row level security;
-- the person's alone: who manages an organisation does not see them either
create policy tenant on hearing_result using ((select current_setting('liaoyuan.system', true)) = 'on'
    or organisation = (select current_setting('liaoyuan.organisation', true))
    and person = (select current_setting('liaoyuan.person', true)));
