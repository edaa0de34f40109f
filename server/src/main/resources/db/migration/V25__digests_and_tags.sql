-- Tags that a person gives documents: they belong to all versions of one. See the class Tags of the room space.
create table space_tag (
    organisation text not null references organisation (id) on delete cascade,
    person       text not null references person (id) on delete cascade,
    space        uuid not null references space (id) on delete cascade,
    -- of space_document
    series       text not null,
    -- what is the same tag: the name in small letters
    folded       text not null,
    -- as it is shown
    name         text not null check (length(name) between 1 and 200),
    primary key (space, series, folded)
);

create index space_tag_by_owner on space_tag (organisation, person);
create index space_tag_by_name on space_tag (space, folded);

-- With the last version of a document go its tags.
create function space_document_takes_tags() returns trigger language plpgsql as
$$
begin
    delete from space_tag t where t.space = old.space and t.series = old.series
        and not exists (select from space_document d where d.space = old.space and d.series = old.series);
    return null;
end
$$;

create trigger space_document_took_tags after delete on space_document for each row execute function space_document_takes_tags();

-- To which part of the space a turn, and the answer to it, was narrowed; null for all of it. See SpaceFilter.
alter table message add column material jsonb;

-- What a model says of a document: see assistant.digest. The queue is the table.
create table document_digest (
    document     uuid primary key references space_document (id) on delete cascade,
    organisation text        not null references organisation (id) on delete cascade,
    person       text        not null references person (id) on delete cascade,
    -- REMOVED: the person does not want it; it is not made again by itself
    state        text        not null default 'WAITING' check (state in ('WAITING', 'MAKING', 'READY', 'FAILED', 'REMOVED')),
    -- of DigestFailure, where it failed
    reason       text        not null default '',
    summary      text        not null default '' check (length(summary) <= 1000),
    questions    text[]      not null default '{}',
    model        text,
    -- whether the model was shown all of the text
    whole        boolean     not null default true,
    -- whether the person asked for it; those come first
    asked        boolean     not null default false,
    attempts     integer     not null default 0,
    -- the process that makes it
    node         uuid,
    not_before   timestamptz not null default now(),
    queued_at    timestamptz not null default now(),
    finished_at  timestamptz
);

create index document_digest_by_owner on document_digest (organisation, person);
create index document_digest_by_work on document_digest (asked desc, queued_at) where state in ('WAITING', 'MAKING');

-- Who has none gets digests.
create table digest_setting (
    organisation text    not null references organisation (id) on delete cascade,
    person       text    not null references person (id) on delete cascade,
    active       boolean not null,
    primary key (organisation, person)
);

-- A document that was read waits for its digest: once a version, and once more when its pictures could be read later. An older version
-- that still waits waits no longer. Notes are a person's own words and get none. Of many files that come at once only the first get one
-- by themselves: a folder of thousands would keep a laptop computing for hours. A collection's document is nobody's own and gets none.
create function space_document_wants_digest() returns trigger language plpgsql as
$$
begin
    delete from document_digest g using space_document d where g.document = d.id and d.space = new.space and d.series = new.series
        and d.version < new.version and g.state = 'WAITING' and not g.asked;
    insert into document_digest (document, organisation, person)
        select new.id, new.organisation, new.person
        where new.person is not null
          and not exists (select from digest_setting s where s.organisation = new.organisation and s.person = new.person and not s.active)
          and (select count(*) from document_digest w where w.organisation = new.organisation and w.person = new.person
                 and w.state = 'WAITING') < 20
    on conflict (document) do update set state = 'WAITING', reason = '', attempts = 0, node = null, not_before = now()
        where document_digest.state <> 'REMOVED';
    return null;
end
$$;

create trigger space_document_wanted_digest after update on space_document
    for each row when (new.state = 'INDEXED' and old.state = 'READING' and new.note is null) execute function space_document_wants_digest();

do
$$
    declare
        name text;
    begin
        foreach name in array array ['space_tag', 'document_digest', 'digest_setting']
            loop
                execute format('alter table %I enable row level security', name);
                execute format('alter table %I force row level security', name);
                execute format('create policy tenant on %I using ((select current_setting(''liaoyuan.system'', true)) = ''on'''
                                   || ' or organisation = (select current_setting(''liaoyuan.organisation'', true))'
                                   || ' and person = (select current_setting(''liaoyuan.person'', true)))', name);
            end loop;
    end
$$;
