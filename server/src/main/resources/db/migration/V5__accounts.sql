-- People and organisations. Ids are text: 'local' is the organisation and the person that this installation began with, others
-- are UUIDs. What was here before accounts existed belongs to the local person.
create table organisation (
    id         text primary key,
    name       text        not null check (length(name) <= 100),
    created_at timestamptz not null default now()
);

create table person (
    id            text primary key,
    -- by which one signs in; unique over all organisations
    name          text        not null unique check (name = lower(name) and length(name) between 1 and 100),
    display_name  text        not null check (length(display_name) <= 100),
    email         text check (length(email) <= 254),
    -- 'zh' or 'en'; empty: the browser's
    language      text        not null default '' check (language in ('', 'zh', 'en')),
    -- Argon2id as a PHC string; null until a one-time link was used
    password      text,
    disabled      boolean     not null default false,
    created_at    timestamptz not null default now()
);

create table membership (
    organisation text        not null references organisation (id) on delete cascade,
    person       text        not null references person (id) on delete cascade,
    role         text        not null check (role in ('owner', 'admin', 'builder', 'member', 'guest')),
    created_at   timestamptz not null default now(),
    primary key (organisation, person)
);

create index membership_by_person on membership (person);

create table space (
    id           uuid primary key default gen_random_uuid(),
    organisation text        not null references organisation (id) on delete cascade,
    -- whose personal space it is; null for one that is shared
    person       text references person (id) on delete cascade,
    name         text        not null check (length(name) <= 100),
    created_at   timestamptz not null default now(),
    unique (organisation, person)
);

-- Of tokens only SHA-256 is kept: they are random, there is nothing to guess.
create table session (
    id           uuid primary key,
    token_hash   bytea       not null unique,
    person       text        not null references person (id) on delete cascade,
    organisation text        not null references organisation (id) on delete cascade,
    user_agent   text        not null check (length(user_agent) <= 200),
    -- a prefix of the address: /24 or /48
    address      text        not null,
    created_at   timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    expires_at   timestamptz not null,
    revoked_at   timestamptz
);

create index session_by_person on session (person);

-- A one-time link, by which a person sets a password.
create table one_time_link (
    token_hash bytea primary key,
    person     text        not null references person (id) on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at    timestamptz
);

create table api_key (
    id           uuid primary key,
    organisation text        not null references organisation (id) on delete cascade,
    person       text        not null references person (id) on delete cascade,
    name         text        not null check (length(name) between 1 and 100),
    token_hash   bytea       not null unique,
    -- the key's first characters, for lists
    prefix       text        not null,
    -- of Permission
    scopes       text[]      not null check (cardinality(scopes) > 0),
    -- empty: all
    models       text[]      not null,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz
);

create index api_key_by_person on api_key (person);

create table sign_in_throttle (
    -- 'name …' or 'address …', hashed
    subject       bytea primary key,
    failures      integer     not null,
    last_at       timestamptz not null,
    blocked_until timestamptz not null
);

-- Each row's hash covers its content and the hash of the row before: see account.AuditRow.
create table audit (
    seq          bigint primary key,
    at           timestamptz not null,
    organisation text        not null,
    person       text        not null,
    key          text        not null,
    action       text        not null,
    target       text        not null,
    details      text        not null,
    address      text        not null,
    previous     bytea       not null,
    hash         bytea       not null
);

create index audit_by_organisation on audit (organisation, seq);

create function audit_is_append_only() returns trigger language plpgsql as
$$ begin raise exception 'the audit log is append-only'; end $$;

create trigger audit_rows_stay before update or delete on audit for each row execute function audit_is_append_only();
create trigger audit_stays before truncate on audit for each statement execute function audit_is_append_only();

insert into organisation (id, name) values ('local', '');
insert into person (id, name, display_name) values ('local', 'owner', '');
insert into membership (organisation, person, role) values ('local', 'local', 'owner');
insert into space (organisation, person, name) values ('local', 'local', '');

-- Whose is what is here already
alter table conversation
    add column organisation text not null default 'local' references organisation (id) on delete cascade,
    add column person       text not null default 'local' references person (id) on delete cascade;
alter table message
    add column organisation text not null default 'local' references organisation (id) on delete cascade,
    add column person       text not null default 'local' references person (id) on delete cascade;
drop index conversation_by_update;
create index conversation_by_update on conversation (organisation, person, updated_at desc);

update ledger_entry set organisation = 'local' where organisation = '';
update ledger_entry set person = 'local' where person = '';
update budget set subject_id = 'local' where subject = 'organisation' and subject_id = '';

alter table budget
    add column organisation text not null default 'local' references organisation (id) on delete cascade,
    drop constraint budget_subject_subject_id_period_unit_key,
    add unique (organisation, subject, subject_id, period, unit);

-- Models, and those who answer for them, are the installation's: every organisation uses them, one manages them.
alter table provider add column organisation text not null default 'local' references organisation (id);
alter table model_alias add column organisation text not null default 'local' references organisation (id);

-- Row-level security, beside the conditions of the queries. Each connection says for whom it asks (store.Tenant); one that says
-- nothing sees nothing.
do
$$
    declare
        everything text := '(select current_setting(''liaoyuan.system'', true)) = ''on''';
        ours       text := 'organisation = (select current_setting(''liaoyuan.organisation'', true))';
        mine       text := 'person = (select current_setting(''liaoyuan.person'', true))';
        whole      text := '(select current_setting(''liaoyuan.whole'', true)) = ''on''';
        rule       record;
    begin
        for rule in select *
                    from (values ('conversation', ours || ' and ' || mine),
                                 ('message', ours || ' and ' || mine),
                                 ('ledger_entry', ours || ' and (' || whole || ' or ' || mine || ')'),
                                 ('api_key', ours || ' and (' || whole || ' or ' || mine || ')'),
                                 ('budget', ours),
                                 ('space', ours || ' and (person is null or ' || mine || ')'),
                                 ('membership', ours || ' or ' || mine),
                                 ('session', mine),
                                 ('audit', ours),
                                 ('organisation', 'id = (select current_setting(''liaoyuan.organisation'', true))'
                                     || ' or exists (select from membership m where m.organisation = id and m.' || mine || ')'),
                                 ('person', 'id = (select current_setting(''liaoyuan.person'', true))'
                                     || ' or exists (select from membership m where m.person = id and m.' || ours || ')'),
                                 ('one_time_link', 'false'),
                                 ('sign_in_throttle', 'false')) as rules (name, condition)
            loop
                execute format('alter table %I enable row level security', rule.name);
                execute format('alter table %I force row level security', rule.name);
                execute format('create policy tenant on %I using (%s or (%s))', rule.name, everything, rule.condition);
            end loop;
    end
$$;

-- A user who passes by row-level security (the embedded database's) becomes this role on each of the program's connections.
do
$$
    begin
        if (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) then
            if not exists (select from pg_roles where rolname = 'liaoyuan_app') then
                create role liaoyuan_app nologin;
            end if;
            execute format('grant liaoyuan_app to %I', current_user);
            execute format('grant usage on schema %I to liaoyuan_app', current_schema());
            execute format('grant select, insert, update, delete on all tables in schema %I to liaoyuan_app', current_schema());
            execute format('grant usage, select on all sequences in schema %I to liaoyuan_app', current_schema());
            execute format('alter default privileges in schema %I grant select, insert, update, delete on tables to liaoyuan_app',
                           current_schema());
            execute format('alter default privileges in schema %I grant usage, select on sequences to liaoyuan_app',
                           current_schema());
            revoke update, delete on audit from liaoyuan_app;
        end if;
    end
$$;
