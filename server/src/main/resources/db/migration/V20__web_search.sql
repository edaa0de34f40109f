-- Searching the web: see the room websearch. Services are the installation's, in the order in which they are asked.
create table web_search_service (
    id         uuid primary key,
    position   integer     not null,
    kind       text        not null check (length(kind) between 1 and 30),
    address    text        not null check (length(address) between 1 and 500),
    -- by vault.KeyVault
    sealed_key bytea,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

-- One row.
create table web_search_switch (
    one        boolean primary key default true check (one),
    enabled    boolean not null    default true,
    -- whether pages are fetched, or the services' own snippets have to do
    read_pages boolean not null    default true
);

insert into web_search_switch default values;

-- Organisations that do without.
create table web_search_without (
    organisation text primary key references organisation (id) on delete cascade,
    since        timestamptz not null default now()
);

do
$$
    declare
        name text;
    begin
        foreach name in array array ['web_search_service', 'web_search_switch', 'web_search_without']
            loop
                execute format('alter table %I enable row level security', name);
                execute format('alter table %I force row level security', name);
            end loop;
    end
$$;

create policy system on web_search_service using ((select current_setting('liaoyuan.system', true)) = 'on');
create policy system on web_search_switch using ((select current_setting('liaoyuan.system', true)) = 'on');
create policy tenant on web_search_without using ((select current_setting('liaoyuan.system', true)) = 'on'
    or organisation = (select current_setting('liaoyuan.organisation', true)));
