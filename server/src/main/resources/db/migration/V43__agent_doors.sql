-- Doors of agents: labels of releases, keys that start runs, triggers, and who is told of a run's end. See the room agent.
create table agent_label (
    agent        uuid        not null,
    label        text        not null check (label in ('dev', 'test', 'prod')),
    organisation text        not null references organisation (id) on delete cascade,
    release      integer     not null,
    primary key (agent, label),
    foreign key (agent, release) references agent_release (agent, number) on delete cascade
);

create index agent_label_by_organisation on agent_label (organisation);

-- Who moved which label when.
create table agent_label_move (
    id           bigint generated always as identity primary key,
    agent        uuid        not null references agent (id) on delete cascade,
    label        text        not null check (label in ('dev', 'test', 'prod')),
    organisation text        not null references organisation (id) on delete cascade,
    -- null where it was on none, or is on none from then on
    before       integer,
    release      integer,
    -- null when there is no such person any more
    person       text references person (id) on delete set null,
    moved_at     timestamptz not null default now()
);

create index agent_label_move_by_agent on agent_label_move (agent, id desc);
create index agent_label_move_by_organisation on agent_label_move (organisation);
create index agent_label_move_by_person on agent_label_move (person) where person is not null;

-- What starts runs by itself.
create table agent_trigger (
    id            uuid primary key,
    organisation  text        not null references organisation (id) on delete cascade,
    -- on whose account its runs are
    person        text        not null references person (id) on delete cascade,
    agent         uuid        not null references agent (id) on delete cascade,
    name          text        not null,
    -- of the release that is run; null for what is run by default
    label         text        check (label in ('dev', 'test', 'prod')),
    -- what its runs are started with
    input         jsonb       not null check (octet_length(input::text) <= 1000000),
    kind          text        not null check (kind in ('schedule', 'webhook')),
    -- of a schedule: five fields, and the zone in which they are read
    cron          text,
    zone          text,
    -- what becomes of a time at which no process was there: one run for all of them, or none
    missed        text        check (missed in ('ONCE', 'SKIP')),
    next_at       timestamptz,
    -- of a webhook: the hash of the token in its address, whether its requests are signed, and with what, sealed
    token_hash    bytea unique,
    signed        boolean     not null default false,
    sealed_secret bytea,
    -- requests of the present minute
    minute        timestamptz,
    requests      integer     not null default 0,
    paused        boolean     not null default false,
    created_at    timestamptz not null default now(),
    -- the last time that it was asked or due, and what came of it
    last_at       timestamptz,
    last_run      uuid references agent_run (id) on delete set null,
    -- why the last time started no run; empty if it did
    problem       text        not null default '',
    check ((kind = 'schedule') = (cron is not null and zone is not null and missed is not null)),
    check ((kind = 'webhook') = (token_hash is not null))
);

create index agent_trigger_by_owner on agent_trigger (organisation, person);
create index agent_trigger_by_person on agent_trigger (person);
create index agent_trigger_by_agent on agent_trigger (agent);
create index agent_trigger_by_run on agent_trigger (last_run) where last_run is not null;
create index agent_trigger_by_time on agent_trigger (next_at) where next_at is not null and not paused;

-- Deliveries of webhooks that started a run: one that is sent again starts none.
create table agent_delivery (
    trigger_id   uuid        not null references agent_trigger (id) on delete cascade,
    delivery     text        not null check (length(delivery) <= 200),
    organisation text        not null references organisation (id) on delete cascade,
    person       text        not null references person (id) on delete cascade,
    run          uuid        not null references agent_run (id) on delete cascade,
    at           timestamptz not null default now(),
    primary key (trigger_id, delivery)
);

create index agent_delivery_by_owner on agent_delivery (organisation, person);
create index agent_delivery_by_run on agent_delivery (run);
create index agent_delivery_by_time on agent_delivery (at);

-- Who is told of the end of a run.
create table agent_callback (
    run           uuid        primary key references agent_run (id) on delete cascade,
    organisation  text        not null references organisation (id) on delete cascade,
    person        text        not null references person (id) on delete cascade,
    url           text        not null check (length(url) <= 2000),
    sealed_secret bytea,
    attempts      integer     not null default 0,
    -- when it is tried (again); null before the run's end, and when it is told or given up
    next_at       timestamptz,
    told_at       timestamptz,
    -- why the last attempt failed; empty if it did not
    problem       text        not null default ''
);

create index agent_callback_by_owner on agent_callback (organisation, person);
create index agent_callback_by_time on agent_callback (next_at) where next_at is not null;

-- By which key a run was started, whose limits it keeps: no reference, since a run must not outlive its key's limits with its row.
alter table agent_run add column api_key uuid;
-- By which trigger: no reference, since triggers refer to runs.
alter table agent_run add column trigger_id uuid;

create index agent_run_by_key on agent_run (api_key) where api_key is not null and ended_at is null;
create index agent_run_by_trigger on agent_run (trigger_id) where trigger_id is not null and ended_at is null;

create function agent_run_is_told() returns trigger language plpgsql as
$$
begin
    update agent_callback set next_at = now() where run = new.id and told_at is null;
    return null;
end
$$;

create trigger agent_run_ended after update of ended_at on agent_run
    for each row when (old.ended_at is null and new.ended_at is not null) execute function agent_run_is_told();

do
$$
    declare
        everything text := '(select current_setting(''liaoyuan.system'', true)) = ''on''';
        ours       text := 'organisation = (select current_setting(''liaoyuan.organisation'', true))';
        mine       text := 'person = (select current_setting(''liaoyuan.person'', true))';
        whole      text := '(select current_setting(''liaoyuan.whole'', true)) = ''on''';
        name       text;
    begin
        foreach name in array array ['agent_label', 'agent_label_move', 'agent_trigger', 'agent_delivery', 'agent_callback']
            loop
                execute format('alter table %I enable row level security', name);
                execute format('alter table %I force row level security', name);
            end loop;
        foreach name in array array ['agent_label', 'agent_label_move']
            loop
                execute format('create policy tenant on %I using (%s or %s)', name, everything, ours);
            end loop;
        foreach name in array array ['agent_trigger', 'agent_delivery', 'agent_callback']
            loop
                execute format('create policy tenant on %I using (%s or (%s and (%s or %s)))', name, everything, ours, whole, mine);
            end loop;
    end
$$;
