-- Agents as data, and their runs. See the room agent; the engine's own tables lie in the schema dbos and hold no text of anybody.
create table agent (
    id           uuid primary key,
    organisation text        not null references organisation (id) on delete cascade,
    -- who began it; null when there is no such person any more
    maker        text references person (id) on delete set null,
    -- anything that is JSON: a draft may have problems
    draft        json        not null check (octet_length(draft::text) <= 1000000),
    -- counts its changes, so that two who write at once notice
    revision     integer     not null default 1,
    created_at   timestamptz not null default now(),
    changed_at   timestamptz not null default now()
);

create index agent_by_organisation on agent (organisation, changed_at desc);
create index agent_by_maker on agent (maker);

create table agent_release (
    agent        uuid        not null references agent (id) on delete cascade,
    -- 1, 2, …
    number       integer     not null check (number > 0),
    organisation text        not null references organisation (id) on delete cascade,
    definition   json        not null,
    released_by  text references person (id) on delete set null,
    released_at  timestamptz not null default now(),
    primary key (agent, number)
);

create index agent_release_by_organisation on agent_release (organisation);
create index agent_release_by_person on agent_release (released_by);

-- What runs are pinned to stays as it is.
create function agent_release_stays() returns trigger language plpgsql as
$$
begin
    raise exception 'a release of an agent does not change';
end
$$;

create trigger agent_release_stayed before update on agent_release
    for each row when (old.agent <> new.agent or old.number <> new.number or old.definition::text <> new.definition::text
        or old.organisation <> new.organisation) execute function agent_release_stays();

create table agent_run (
    id           uuid primary key,
    organisation text        not null references organisation (id) on delete cascade,
    -- on whose account it is
    person       text        not null references person (id) on delete cascade,
    agent        uuid        not null,
    release      integer     not null,
    input        jsonb       not null check (octet_length(input::text) <= 1000000),
    state        text        not null default 'RUNNING' check (state in ('RUNNING', 'WAITING', 'DONE', 'FAILED', 'CANCELLED')),
    -- how many times it was set going: at its start, and after each wait. A leg that is over records nothing more
    leg          integer     not null default 1,
    -- the process that walks the leg, or walked it last
    process      uuid        not null,
    -- where it FAILED, and why
    failed_node  text        not null default '',
    failure      text        not null default '',
    detail       text        not null default '',
    output       jsonb,
    -- what was used so far: the sums of agent_step
    steps        integer     not null default 0,
    tokens       bigint      not null default 0,
    yuan         double precision not null default 0,
    started_at   timestamptz not null default now(),
    changed_at   timestamptz not null default now(),
    -- when it has to have ended; null for no limit
    due_at       timestamptz,
    ended_at     timestamptz,
    foreign key (agent, release) references agent_release (agent, number) on delete cascade
);

create index agent_run_by_agent on agent_run (agent, started_at desc);
create index agent_run_by_person on agent_run (organisation, person, started_at desc);
create index agent_run_by_work on agent_run (changed_at) where state = 'RUNNING';
create index agent_run_by_limit on agent_run (due_at) where due_at is not null and state in ('RUNNING', 'WAITING');

create table agent_step (
    run               uuid             not null references agent_run (id) on delete cascade,
    -- where in the walk: 3 for the fourth node, 4.left.0 for the first of the branch left of the fifth, 5.2.0 for the first of the
    -- second round of the sixth, and 5.2 for that round itself
    position          text             not null collate "C" check (length(position) <= 500),
    -- when in the walk: in the order in which they were written down, from 1
    number            integer          not null,
    organisation      text             not null references organisation (id) on delete cascade,
    person            text             not null references person (id) on delete cascade,
    leg               integer          not null,
    -- its id in the definition
    node              text             not null,
    kind              text             not null,
    input             jsonb            not null,
    output            jsonb            not null,
    model             text,
    prompt_tokens     integer          not null default 0,
    completion_tokens integer          not null default 0,
    joules            double precision not null default 0,
    yuan              double precision not null default 0,
    started_at        timestamptz      not null,
    ended_at          timestamptz      not null default now(),
    primary key (run, position),
    unique (run, number)
);

create index agent_step_by_owner on agent_step (organisation, person);

-- What a run waits for, a person or a time: a row, no thread.
create table agent_wait (
    run          uuid        not null references agent_run (id) on delete cascade,
    position     text        not null collate "C" check (length(position) <= 500),
    organisation text        not null references organisation (id) on delete cascade,
    -- whose run it is
    person       text        not null references person (id) on delete cascade,
    node         text        not null,
    kind         text        not null check (kind in ('approval', 'wait')),
    question     text        not null default '',
    -- STARTER: whoever started the run; ADMIN: an owner or administrator of the organisation; null where no person is waited for
    decided_by   text        check (decided_by in ('STARTER', 'ADMIN')),
    -- null where nobody decided
    approved     boolean,
    decider      text references person (id) on delete set null,
    note         text        not null default '' check (length(note) <= 2000),
    asked_at     timestamptz not null default now(),
    -- when it is over by itself; null for never
    due_at       timestamptz,
    -- null while it is waited for
    over_at      timestamptz,
    primary key (run, position),
    check ((kind = 'approval') = (decided_by is not null)),
    check (kind = 'approval' or due_at is not null)
);

create index agent_wait_by_owner on agent_wait (organisation, person);
create index agent_wait_by_decider on agent_wait (decider) where decider is not null;
create index agent_wait_by_time on agent_wait (due_at) where over_at is null and due_at is not null;

do
$$
    declare
        everything text := '(select current_setting(''liaoyuan.system'', true)) = ''on''';
        ours       text := 'organisation = (select current_setting(''liaoyuan.organisation'', true))';
        mine       text := 'person = (select current_setting(''liaoyuan.person'', true))';
        whole      text := '(select current_setting(''liaoyuan.whole'', true)) = ''on''';
        name       text;
    begin
        foreach name in array array ['agent', 'agent_release', 'agent_run', 'agent_step', 'agent_wait']
            loop
                execute format('alter table %I enable row level security', name);
                execute format('alter table %I force row level security', name);
            end loop;
        foreach name in array array ['agent', 'agent_release']
            loop
                execute format('create policy tenant on %I using (%s or %s)', name, everything, ours);
            end loop;
        foreach name in array array ['agent_run', 'agent_step', 'agent_wait']
            loop
                execute format('create policy tenant on %I using (%s or (%s and (%s or %s)))', name, everything, ours, whole, mine);
            end loop;
    end
$$;
