-- What people put into their spaces: see the room space. The files' bytes are blobs in the data folder, named by their SHA-256.
create table space_document (
    id           uuid primary key,
    organisation text        not null references organisation (id) on delete cascade,
    person       text        not null references person (id) on delete cascade,
    space        uuid        not null references space (id) on delete cascade,
    name         text        not null check (length(name) between 1 and 200),
    -- 1, 2 … for files of the same name
    version      integer     not null check (version > 0),
    -- the media type that was found in its bytes; empty until it was read
    type         text        not null default '',
    bytes        bigint      not null,
    sha256       text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    state        text        not null default 'WAITING' check (state in ('WAITING', 'READING', 'INDEXED', 'FAILED')),
    -- of Unreadable.Reason, where it failed
    reason       text        not null default '',
    -- how often reading it was begun; one that takes the process down each time is given up
    attempts     integer     not null default 0,
    -- the process that reads it
    node         uuid,
    created_at   timestamptz not null default now(),
    finished_at  timestamptz,
    unique (space, name, version)
);

create index space_document_by_work on space_document (created_at) where state in ('WAITING', 'READING');
create index space_document_by_blob on space_document (sha256);
create index space_document_by_owner on space_document (organisation, person);

create table space_chunk (
    document     uuid    not null references space_document (id) on delete cascade,
    ordinal      integer not null,
    organisation text    not null references organisation (id) on delete cascade,
    person       text    not null references person (id) on delete cascade,
    -- the headings above it, outermost first
    headings     text[]  not null,
    -- 1 … of what has pages
    page         integer,
    body         text    not null,
    -- of the body: float32, little-endian
    vector       bytea   not null,
    primary key (document, ordinal)
);

create index space_chunk_by_owner on space_chunk (organisation, person);

-- Blobs that a row stopped to refer to, however it went (also with its person): looked at, and deleted where nobody else refers
-- to them.
create table space_leftover (
    sha256  text        not null,
    left_at timestamptz not null default now()
);

create function space_document_leaves() returns trigger language plpgsql as
$$
begin
    insert into space_leftover (sha256) values (old.sha256);
    return null;
end
$$;

create trigger space_document_left after delete on space_document for each row execute function space_document_leaves();

do
$$
    declare
        name text;
    begin
        foreach name in array array ['space_document', 'space_chunk']
            loop
                execute format('alter table %I enable row level security', name);
                execute format('alter table %I force row level security', name);
                execute format('create policy tenant on %I using ((select current_setting(''liaoyuan.system'', true)) = ''on'''
                                   || ' or organisation = (select current_setting(''liaoyuan.organisation'', true))'
                                   || ' and person = (select current_setting(''liaoyuan.person'', true)))', name);
            end loop;
    end
$$;

-- anybody's row may leave one, only the program itself sees them
alter table space_leftover enable row level security;
alter table space_leftover force row level security;
create policy system on space_leftover using ((select current_setting('liaoyuan.system', true)) = 'on') with check (true);
