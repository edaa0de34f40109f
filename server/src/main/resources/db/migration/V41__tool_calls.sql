-- What agents' runs act with: calls that must not be made twice, and the organisation's secrets for them.

-- A call of a tool that does something: written before it is made. One that has no step when its run comes by again broke off.
create table agent_call (
    run           uuid        not null references agent_run (id) on delete cascade,
    -- of the step that it becomes
    position      text        not null collate "C" check (length(position) <= 500),
    organisation  text        not null references organisation (id) on delete cascade,
    person        text        not null references person (id) on delete cascade,
    node          text        not null,
    kind          text        not null,
    -- KEYED: the other side knows the key, it may be made again; ONCE: what it does it does again
    effect        text        not null check (effect in ('KEYED', 'ONCE')),
    key           uuid        not null,
    -- BEGUN: it is being made, or broke off; FREE: nothing was done, it may be made; ASKED: nobody knows, a person is asked;
    -- DONE, ENDED: they said that it was done, or that the run ends
    state         text        not null default 'BEGUN' check (state in ('BEGUN', 'FREE', 'ASKED', 'DONE', 'ENDED')),
    -- what was sent, secrets as their names
    sent          jsonb       not null,
    -- why nobody knows
    known         text        not null default '',
    uses          integer     not null default 1,
    begun_at      timestamptz not null default now(),
    asked_at      timestamptz,
    -- the newest answer of a person: in which leg of the run, by whom, when
    answered_leg  integer,
    answered_by   text references person (id) on delete set null,
    answered_at   timestamptz,
    primary key (run, position)
);

create index agent_call_by_owner on agent_call (organisation, person);
create index agent_call_by_answer on agent_call (answered_by) where answered_by is not null;
create index agent_call_by_question on agent_call (organisation, asked_at) where state = 'ASKED';

-- Secrets that nodes name as {{secret.NAME}}.
create table agent_secret (
    id           uuid primary key,
    organisation text        not null references organisation (id) on delete cascade,
    name         text        not null check (name ~ '^[A-Za-z0-9_-]{1,50}$'),
    -- to which it may be sent
    hosts        text[]      not null check (cardinality(hosts) between 1 and 20),
    sealed       bytea       not null,
    changed_by   text references person (id) on delete set null,
    changed_at   timestamptz not null default now(),
    unique (organisation, name)
);

-- Files that runs write and read.
create table agent_file (
    run          uuid        not null references agent_run (id) on delete cascade,
    name         text        not null check (length(name) between 1 and 100),
    organisation text        not null references organisation (id) on delete cascade,
    person       text        not null references person (id) on delete cascade,
    type         text        not null,
    content      bytea       not null check (octet_length(content) <= 1000000),
    changed_at   timestamptz not null default now(),
    primary key (run, name)
);

create index agent_file_by_owner on agent_file (organisation, person);

create index agent_secret_by_person on agent_secret (changed_by) where changed_by is not null;

do
$$
    declare
        everything text := '(select current_setting(''liaoyuan.system'', true)) = ''on''';
        ours       text := 'organisation = (select current_setting(''liaoyuan.organisation'', true))';
        mine       text := 'person = (select current_setting(''liaoyuan.person'', true))';
        whole      text := '(select current_setting(''liaoyuan.whole'', true)) = ''on''';
        name       text;
    begin
        foreach name in array array ['agent_call', 'agent_file', 'agent_secret']
            loop
                execute format('alter table %I enable row level security', name);
                execute format('alter table %I force row level security', name);
            end loop;
        foreach name in array array ['agent_call', 'agent_file']
            loop
                execute format('create policy tenant on %I using (%s or (%s and (%s or %s)))', name, everything, ours, whole, mine);
            end loop;
        execute format('create policy tenant on agent_secret using (%s or %s)', everything, ours);
    end
$$;
