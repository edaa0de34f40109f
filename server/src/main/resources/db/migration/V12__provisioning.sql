-- What an organisation's directory (SCIM) says of its people: see the room scim.
create table provisioned (
    organisation text        not null references organisation (id) on delete cascade,
    person       text        not null references person (id) on delete cascade,
    -- the directory's own id
    external_id  text check (length(external_id) <= 200),
    -- whether the directory created them: then it deletes them too
    made         boolean     not null default false,
    -- of somebody who is barred: what they were, and are again when the directory lets them back; null while they belong
    role         text check (role in ('owner', 'admin', 'builder', 'member', 'guest')),
    created_at   timestamptz not null default now(),
    changed_at   timestamptz not null default now(),
    primary key (organisation, person)
);

create table directory_group (
    id           text primary key,
    organisation text        not null references organisation (id) on delete cascade,
    name         text        not null check (length(name) between 1 and 200),
    external_id  text check (length(external_id) <= 200),
    created_at   timestamptz not null default now(),
    changed_at   timestamptz not null default now(),
    unique (organisation, name)
);

create table directory_group_member (
    organisation text not null references organisation (id) on delete cascade,
    group_id     text not null references directory_group (id) on delete cascade,
    person       text not null references person (id) on delete cascade,
    primary key (group_id, person)
);

create index directory_group_member_by_person on directory_group_member (person);

do
$$
    declare
        name text;
    begin
        foreach name in array array ['provisioned', 'directory_group', 'directory_group_member']
            loop
                execute format('alter table %I enable row level security', name);
                execute format('alter table %I force row level security', name);
                execute format('create policy tenant on %I using ((select current_setting(''liaoyuan.system'', true)) = ''on'''
                                   || ' or organisation = (select current_setting(''liaoyuan.organisation'', true)))', name);
            end loop;
    end
$$;
