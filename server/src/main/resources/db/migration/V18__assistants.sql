-- Assistants that people made; those that everybody has are files of the program. See the room assistant.
create table assistant (
    id           uuid primary key,
    organisation text        not null references organisation (id) on delete cascade,
    person       text        not null references person (id) on delete cascade,
    -- whether all of the organisation may use it, unless a rule keeps it for some
    shared       boolean     not null default false,
    manifest     jsonb       not null,
    -- cases that its answers are graded by
    eval         jsonb       not null,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now()
);

create index assistant_by_person on assistant (organisation, person);
create index assistant_shared on assistant (organisation) where shared;

-- Ways of speaking that people made.
create table persona (
    id           uuid primary key,
    organisation text        not null references organisation (id) on delete cascade,
    person       text        not null references person (id) on delete cascade,
    definition   jsonb       not null,
    created_at   timestamptz not null default now()
);

create index persona_by_person on persona (organisation, person);

-- Which persona somebody wants of an assistant; of '': everywhere.
create table persona_choice (
    organisation text not null references organisation (id) on delete cascade,
    person       text not null references person (id) on delete cascade,
    assistant    text not null check (length(assistant) <= 100),
    persona      text not null check (length(persona) between 1 and 100),
    primary key (organisation, person, assistant)
);

alter table conversation
    add column assistant text check (length(assistant) between 1 and 100),
    add column persona   text check (length(persona) between 1 and 100),
    -- in which of their two languages these speak; null: as the first turn
    add column language  text check (language in ('zh', 'en'));

do
$$
    declare
        everything text := '(select current_setting(''liaoyuan.system'', true)) = ''on''';
        ours       text := 'organisation = (select current_setting(''liaoyuan.organisation'', true))';
        mine       text := 'person = (select current_setting(''liaoyuan.person'', true))';
        name       text;
    begin
        foreach name in array array ['assistant', 'persona', 'persona_choice']
            loop
                execute format('alter table %I enable row level security', name);
                execute format('alter table %I force row level security', name);
                execute format('create policy tenant on %I using (%s or (%s and %s))', name, everything, ours, mine);
            end loop;
        -- what is shared is seen by colleagues, and changed by whose it is
        execute format('create policy shared on assistant for select using (%s and shared)', ours);
    end
$$;
