-- Evaluations of agents: runs of the cases that a definition holds, in which nothing outside is done. See the room agent.

-- A draft as it was when it was evaluated is a row, too, so that its runs are pinned to it as others are to a release: its number is that of
-- the evaluation, below 0. Nobody runs it otherwise.
alter table agent_release
    drop constraint agent_release_number_check,
    add constraint agent_release_number_check check (number <> 0);

create table agent_evaluation (
    id           uuid primary key,
    organisation text        not null references organisation (id) on delete cascade,
    agent        uuid        not null references agent (id) on delete cascade,
    -- 1, 2, … of the agent
    number       integer     not null check (number > 0),
    -- on whose account its runs are; null when there is no such person any more
    person       text references person (id) on delete set null,
    -- by which key; null by none
    api_key      uuid,
    -- what is evaluated; below 0 for a draft
    release      integer     not null,
    -- of that draft; null for a release
    revision     integer,
    -- how many cases there are
    cases        integer     not null check (cases > 0),
    state        text        not null default 'RUNNING' check (state in ('RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
    -- why it FAILED, in words
    detail       text        not null default '',
    -- the process that sees to it, or did last
    process      uuid        not null,
    started_at   timestamptz not null default now(),
    ended_at     timestamptz,
    unique (agent, number),
    foreign key (agent, release) references agent_release (agent, number) on delete cascade,
    check ((release < 0) = (revision is not null)),
    check ((state = 'RUNNING') = (ended_at is null))
);

create unique index agent_evaluation_running on agent_evaluation (agent) where state = 'RUNNING';
create index agent_evaluation_by_organisation on agent_evaluation (organisation);
create index agent_evaluation_by_person on agent_evaluation (person) where person is not null;
create index agent_evaluation_by_release on agent_evaluation (agent, release);

alter table agent_run
    -- the evaluation that it belongs to, and which of its cases it is, from 0; null for a run as people start them
    add column evaluation      uuid references agent_evaluation (id) on delete cascade,
    add column evaluation_case integer,
    add constraint agent_run_evaluated check ((evaluation is null) = (evaluation_case is null));

create index agent_run_by_evaluation on agent_run (evaluation) where evaluation is not null;

-- What came of a case, or the run that is to tell.
create table agent_evaluation_case (
    evaluation   uuid             not null references agent_evaluation (id) on delete cascade,
    -- from 0, in the order of the definition
    place        integer          not null check (place >= 0),
    organisation text             not null references organisation (id) on delete cascade,
    -- null when it is not there any more
    run          uuid references agent_run (id) on delete set null,
    -- null while that is not known
    passed       boolean,
    -- why it did not pass where no expectation says it; empty where one does
    problem      text             not null default '',
    -- expectations that were not met, and what there was in their place
    missed       jsonb            not null default '[]' check (octet_length(missed::text) <= 1000000),
    tokens       bigint           not null default 0,
    yuan         double precision not null default 0,
    seconds      double precision not null default 0,
    primary key (evaluation, place)
);

create index agent_evaluation_case_by_run on agent_evaluation_case (run) where run is not null;
create index agent_evaluation_case_by_organisation on agent_evaluation_case (organisation);

do
$$
    declare
        everything text := '(select current_setting(''liaoyuan.system'', true)) = ''on''';
        ours       text := 'organisation = (select current_setting(''liaoyuan.organisation'', true))';
        name       text;
    begin
        foreach name in array array ['agent_evaluation', 'agent_evaluation_case']
            loop
                execute format('alter table %I enable row level security', name);
                execute format('alter table %I force row level security', name);
                execute format('create policy tenant on %I using (%s or %s)', name, everything, ours);
            end loop;
    end
$$;
