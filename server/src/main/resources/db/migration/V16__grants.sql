-- What an organisation keeps for some of its people: see the room grant. Without a row here a thing is open to all of them.
create table resource_rule (
    organisation text        not null references organisation (id) on delete cascade,
    kind         text        not null check (kind in ('assistant', 'agent', 'knowledge_base', 'model', 'connector')),
    -- as requests name it
    resource     text        not null check (length(resource) between 1 and 300),
    changed_at   timestamptz not null default now(),
    primary key (organisation, kind, resource)
);

-- To whom: a role, a person, or a group of the directory. A rule that lost its last row is open to nobody but those who manage it.
create table resource_grant (
    organisation text not null,
    kind         text not null,
    resource     text not null,
    role         text check (role in ('builder', 'member', 'guest')),
    person       text,
    group_name   text check (length(group_name) between 1 and 200),
    check (num_nonnulls(role, person, group_name) = 1),
    foreign key (organisation, kind, resource) references resource_rule on delete cascade,
    foreign key (organisation, person) references membership (organisation, person) on delete cascade
);

create index resource_grant_by_resource on resource_grant (organisation, kind, resource);
create index resource_grant_by_person on resource_grant (organisation, person);

-- The groups that a provider (OIDC, LDAP) named at somebody's last sign-on; those of SCIM are in directory_group.
create table person_group (
    organisation text not null,
    person       text not null,
    group_name   text not null check (length(group_name) between 1 and 200),
    primary key (organisation, person, group_name),
    foreign key (organisation, person) references membership (organisation, person) on delete cascade
);

create index person_group_by_name on person_group (organisation, group_name);

do
$$
    declare
        name text;
    begin
        foreach name in array array ['resource_rule', 'resource_grant', 'person_group']
            loop
                execute format('alter table %I enable row level security', name);
                execute format('alter table %I force row level security', name);
                execute format('create policy tenant on %I using ((select current_setting(''liaoyuan.system'', true)) = ''on'''
                                   || ' or organisation = (select current_setting(''liaoyuan.organisation'', true)))', name);
            end loop;
    end
$$;
