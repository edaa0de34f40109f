-- What agents of an organisation may reach by the tools sql and mcp (the room tool); whose runs may use which is said in
-- resource_rule, by the kind connector.
create table sql_connection (
    id              uuid primary key,
    organisation    text        not null references organisation (id) on delete cascade,
    name            text        not null check (length(name) between 1 and 100),
    -- a JDBC address with none but harmless parameters
    url             text        not null check (length(url) <= 1000),
    db_user         text        not null check (length(db_user) between 1 and 200),
    -- null for none
    sealed_password bytea,
    -- whether nodes may change something there
    writes          boolean     not null default false,
    created_at      timestamptz not null default now(),
    changed_at      timestamptz not null default now(),
    unique (organisation, name)
);

create table mcp_server (
    id             uuid primary key,
    organisation   text        not null references organisation (id) on delete cascade,
    name           text        not null check (length(name) between 1 and 100),
    url            text        not null check (length(url) <= 2000),
    -- by name; a JSON object, sealed as a whole. Null for none
    sealed_headers bytea,
    -- their names, for the page
    headers        text[]      not null default '{}',
    created_at     timestamptz not null default now(),
    changed_at     timestamptz not null default now(),
    unique (organisation, name)
);

-- What a server said of its tools when it was last asked: what happens when one is used twice has to be known before it is used. The
-- server may be one of the operator's programs, which is no row of mcp_server
create table mcp_tool (
    organisation text        not null references organisation (id) on delete cascade,
    server       text        not null check (length(server) <= 100),
    name         text        not null check (length(name) <= 200),
    reads        boolean     not null,
    repeatable   boolean     not null,
    seen_at      timestamptz not null default now(),
    primary key (organisation, server, name)
);

do
$$
    declare
        everything text := '(select current_setting(''liaoyuan.system'', true)) = ''on''';
        ours       text := 'organisation = (select current_setting(''liaoyuan.organisation'', true))';
        name       text;
    begin
        foreach name in array array ['sql_connection', 'mcp_server', 'mcp_tool']
            loop
                execute format('alter table %I enable row level security', name);
                execute format('alter table %I force row level security', name);
                execute format('create policy tenant on %I using (%s or %s)', name, everything, ours);
            end loop;
    end
$$;
