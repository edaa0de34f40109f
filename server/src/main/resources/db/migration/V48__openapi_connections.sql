-- What agents of an organisation may call by the tool openapi (the room tool); whose runs may use which is said in resource_rule, by the
-- kind connector. The document itself is not kept: what nodes can use of it is.
create table openapi_connection (
    id             uuid primary key,
    organisation   text        not null references organisation (id) on delete cascade,
    name           text        not null check (length(name) between 1 and 100),
    -- where it is called
    url            text        not null check (length(url) <= 2000),
    -- where its document was read from; null where it was given as text
    document_url   text check (length(document_url) <= 2000),
    title          text        not null check (length(title) <= 201),
    version        text        not null check (length(version) <= 201),
    -- JSON Schemas that its operations refer to, by name: a JSON object
    schemas        text        not null check (length(schemas) <= 4000000),
    -- operations of the document that can't be called, each with the reason: a JSON list
    left_out       text        not null,
    -- by name; a JSON object, sealed as a whole. Null for none
    sealed_headers bytea,
    -- their names, for the page
    headers        text[]      not null default '{}',
    created_at     timestamptz not null default now(),
    changed_at     timestamptz not null default now(),
    unique (organisation, name)
);

-- Read when an agent is checked and before a call, each by itself: documents have hundreds
create table openapi_operation (
    connection   uuid    not null references openapi_connection (id) on delete cascade,
    organisation text    not null references organisation (id) on delete cascade,
    -- in the document
    place        integer not null,
    name         text    not null check (length(name) between 1 and 201),
    method       text    not null check (method in ('get', 'head', 'put', 'post', 'patch', 'delete')),
    -- path, parameters and body with their schemas: a JSON object
    described    text    not null check (length(described) <= 4000000),
    primary key (connection, name)
);

do
$$
    declare
        everything text := '(select current_setting(''liaoyuan.system'', true)) = ''on''';
        ours       text := 'organisation = (select current_setting(''liaoyuan.organisation'', true))';
        name       text;
    begin
        foreach name in array array ['openapi_connection', 'openapi_operation']
            loop
                execute format('alter table %I enable row level security', name);
                execute format('alter table %I force row level security', name);
                execute format('create policy tenant on %I using (%s or %s)', name, everything, ours);
            end loop;
    end
$$;
