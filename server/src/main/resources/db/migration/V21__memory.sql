-- What people let be remembered of them: see assistant.memory.
create table memory (
    id           uuid primary key,
    organisation text        not null references organisation (id) on delete cascade,
    person       text        not null references person (id) on delete cascade,
    body         text        not null check (length(body) between 1 and 300),
    kind         text        not null check (kind in ('NAME', 'ADDRESS', 'LANGUAGE', 'MANNER', 'HEALTH', 'FAMILY', 'WORK', 'PLACE', 'LIKING', 'OTHER')),
    -- what a person has one of; '' for none
    slot         text        not null default '' check (length(slot) <= 100),
    active       boolean     not null default true,
    -- where it was said; null for one that was written by hand, or whose conversation is gone
    conversation uuid references conversation (id) on delete set null,
    message      uuid references message (id) on delete set null,
    created_at   timestamptz not null default now(),
    changed_at   timestamptz not null default now(),
    last_used_at timestamptz,
    -- of the body: float32, little-endian; null until it is needed
    vector       bytea
);

create index memory_by_owner on memory (organisation, person);
create index memory_by_conversation on memory (conversation) where conversation is not null;
create index memory_by_message on memory (message) where message is not null;

-- Which memories an answer was given; one that was forgotten leaves its place empty.
create table memory_use (
    answer       uuid    not null references message (id) on delete cascade,
    ordinal      integer not null,
    organisation text    not null references organisation (id) on delete cascade,
    person       text    not null references person (id) on delete cascade,
    memory       uuid references memory (id) on delete set null,
    primary key (answer, ordinal)
);

create index memory_use_by_memory on memory_use (memory) where memory is not null;

-- Facts of a turn that wait for a yes or a no.
create table memory_proposal (
    id           uuid primary key,
    organisation text        not null references organisation (id) on delete cascade,
    person       text        not null references person (id) on delete cascade,
    turn         uuid        not null references message (id) on delete cascade,
    body         text        not null check (length(body) between 1 and 300),
    kind         text        not null,
    slot         text        not null default '',
    -- of the body; see Digest
    digest       text        not null,
    created_at   timestamptz not null default now(),
    unique (organisation, person, digest)
);

create index memory_proposal_by_turn on memory_proposal (turn);

-- What was answered with no: its digest alone.
create table memory_refusal (
    organisation text        not null references organisation (id) on delete cascade,
    person       text        not null references person (id) on delete cascade,
    digest       text        not null,
    created_at   timestamptz not null default now(),
    primary key (organisation, person, digest)
);

-- Who has none is as the defaults say.
create table memory_setting (
    organisation text    not null references organisation (id) on delete cascade,
    person       text    not null references person (id) on delete cascade,
    active       boolean not null default true,
    proposes     boolean not null default true,
    primary key (organisation, person)
);

-- Conversations that are held without.
create table conversation_without_memory (
    conversation uuid primary key references conversation (id) on delete cascade,
    organisation text not null references organisation (id) on delete cascade,
    person       text not null references person (id) on delete cascade
);

do
$$
    declare
        name text;
    begin
        foreach name in array array ['memory', 'memory_use', 'memory_proposal', 'memory_refusal', 'memory_setting', 'conversation_without_memory']
            loop
                execute format('alter table %I enable row level security', name);
                execute format('alter table %I force row level security', name);
                execute format('create policy tenant on %I using ((select current_setting(''liaoyuan.system'', true)) = ''on'''
                                   || ' or organisation = (select current_setting(''liaoyuan.organisation'', true))'
                                   || ' and person = (select current_setting(''liaoyuan.person'', true)))', name);
            end loop;
    end
$$;
