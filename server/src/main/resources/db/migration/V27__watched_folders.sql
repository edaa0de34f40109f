-- Folders of this machine that a space follows: see the class FolderLook.
create table space_watch (
    id           uuid primary key,
    organisation text        not null references organisation (id) on delete cascade,
    person       text        not null references person (id) on delete cascade,
    space        uuid        not null references space (id) on delete cascade,
    -- its real place, without links
    path         text        not null check (length(path) between 1 and 1000),
    -- the folder of the space in which its files stand
    name         text        not null check (length(name) between 1 and 100),
    -- whether the configuration names it; otherwise somebody did on the page
    configured   boolean     not null default false,
    state        text        not null default 'NEW' check (state in ('NEW', 'FOLLOWED', 'UNREACHABLE', 'OUTSIDE', 'EMPTIED')),
    -- by which the same directory is known again, where files were seen in it last; null where none were or the system has no such key
    directory    text,
    -- files that are left out beyond those that are listed
    more_left    integer     not null default 0,
    -- the process that follows it
    node         uuid,
    looked_at    timestamptz,
    created_at   timestamptz not null default now(),
    unique (space, name),
    unique (space, path)
);

alter table space_document add column watch uuid references space_watch (id) on delete set null;
create index space_document_by_watch on space_document (watch) where watch is not null;

-- What was seen in one. What has the same size and time as here is not read again.
create table space_watched_file (
    watch        uuid        not null references space_watch (id) on delete cascade,
    -- below the folder, with / between names
    path         text        not null,
    organisation text        not null references organisation (id) on delete cascade,
    person       text        not null references person (id) on delete cascade,
    state        text        not null check (state in ('KEPT', 'LEFT', 'DROPPED', 'GONE', 'REMOVED')),
    -- of watch.Reason, where it is left out
    reason       text        not null default '',
    bytes        bigint      not null default 0,
    -- nanoseconds since 1970, as the file system says; -1 for one that is to be taken up anew
    modified     bigint      not null default -1,
    sha256       text check (sha256 ~ '^[0-9a-f]{64}$'),
    document     uuid references space_document (id) on delete set null,
    -- of what was removed: blobs of its versions, the oldest first, so that it can be brought back
    aside        text[]      not null default '{}',
    -- of the state
    since        timestamptz not null default now(),
    primary key (watch, path)
);

create index space_watched_file_by_document on space_watched_file (document) where document is not null;
create index space_watched_file_aside on space_watched_file (watch) where state = 'REMOVED';

-- Blobs that were kept for bringing back, and are not any more.
create function space_watched_file_leaves() returns trigger language plpgsql as
$$
begin
    insert into space_leftover (sha256) select unnest(old.aside);
    return null;
end
$$;

create trigger space_watched_file_left after delete on space_watched_file
    for each row when (cardinality(old.aside) > 0) execute function space_watched_file_leaves();

-- What somebody wants of their space; no row: what the installation does.
create table space_preference (
    space        uuid primary key references space (id) on delete cascade,
    organisation text    not null references organisation (id) on delete cascade,
    person       text    not null references person (id) on delete cascade,
    -- whether a model puts what was found in order, where the installation has one
    rerank       boolean not null
);

do
$$
    declare
        name text;
    begin
        foreach name in array array ['space_watch', 'space_watched_file', 'space_preference']
            loop
                execute format('alter table %I enable row level security', name);
                execute format('alter table %I force row level security', name);
                execute format('create policy tenant on %I using ((select current_setting(''liaoyuan.system'', true)) = ''on'''
                                   || ' or organisation = (select current_setting(''liaoyuan.organisation'', true))'
                                   || ' and person = (select current_setting(''liaoyuan.person'', true)))', name);
            end loop;
    end
$$;
