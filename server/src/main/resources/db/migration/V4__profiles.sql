-- What a model was measured to be able to do: one row a model, skill, difficulty and version of the suite.
create table profile (
    model             text             not null,
    skill             text             not null,
    difficulty        integer          not null check (difficulty between 1 and 3),
    suite             text             not null,
    n                 integer          not null check (n > 0),
    passes            integer          not null check (passes between 0 and n),
    -- lower end of the 95 % Wilson interval
    lower_bound       double precision not null,
    -- median of the answers
    latency_ms        bigint           not null,
    -- means of one answer
    prompt_tokens     double precision not null,
    completion_tokens double precision not null,
    joules            double precision not null,
    joules_measured   boolean          not null,
    measured_at       timestamptz      not null default now(),
    primary key (model, skill, difficulty, suite)
);

-- The single questions behind a row: whether and why, never the text.
create table profile_outcome (
    model      text    not null,
    skill      text    not null,
    difficulty integer not null,
    suite      text    not null,
    probe      text    not null,
    passed     boolean not null,
    -- why not; null if passed
    failure    text,
    latency_ms bigint  not null,
    primary key (model, skill, difficulty, suite, probe),
    foreign key (model, skill, difficulty, suite) references profile on delete cascade
);
