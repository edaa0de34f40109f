-- Collections: spaces that are nobody's own, and are shared in an organisation. See space.SpaceCollections.
create table collection (
    id           uuid primary key references space (id) on delete cascade,
    organisation text        not null references organisation (id) on delete cascade,
    -- always manages it while they belong to the organisation; null when there is no such person any more
    maker        text references person (id) on delete set null,
    name         text        not null check (length(name) between 1 and 100),
    purpose      text        not null check (length(purpose) <= 500),
    created_at   timestamptz not null default now()
);

create index collection_by_organisation on collection (organisation);
create index collection_by_maker on collection (maker);

create table collection_grant (
    collection   uuid    not null references collection (id) on delete cascade,
    organisation text    not null,
    kind         text    not null check (kind in ('everybody', 'role', 'person', 'group')),
    -- a role, a person's id or a group's name; empty for everybody
    name         text    not null check (length(name) <= 200 and (kind = 'everybody') = (name = '')),
    -- 1: reads, 2: edits too, 3: manages too
    level        integer not null check (level between 1 and 3),
    person       text generated always as (case when kind = 'person' then name end) stored,
    created_at   timestamptz not null default now(),
    primary key (collection, kind, name),
    foreign key (organisation, person) references membership (organisation, person) on delete cascade
);

create index collection_grant_by_person on collection_grant (organisation, person) where person is not null;

-- What somebody may do with a collection: 0 for nothing. The one place that decides it; asked by the queries with who asks, and by
-- the policies below with whom the connection is for. It does not read the table collection, whose policy it is.
create function collection_level(collection uuid, organisation text, maker text, person text) returns integer language sql stable as
$$
select coalesce(max(case when member.role = 'guest' then least(held.level, 2) else held.level end), 0)
from membership member
  cross join lateral (
    select 3 as level where $3 = member.person
    union all
    select g.level from collection_grant g
    where g.collection = $1
      and (g.kind = 'everybody' and member.role <> 'guest'
        or g.kind = 'role' and g.name = member.role
        or g.kind = 'person' and g.name = member.person
        or g.kind = 'group' and (
            exists (select from person_group p
                    where p.organisation = member.organisation and p.person = member.person and p.group_name = g.name)
            or exists (select from directory_group d join directory_group_member m on m.group_id = d.id
                       where d.organisation = member.organisation and d.name = g.name and m.person = member.person)))
    union all
    -- one that is shared and lost everybody who manages it
    select 3
    where member.role = 'owner'
      and exists (select from collection_grant g where g.collection = $1)
      and not exists (select from collection_grant g where g.collection = $1 and g.level = 3)
      and not exists (select from membership m where m.organisation = $2 and m.person = $3)) held
where member.organisation = $2 and member.person = $4
$$;

-- A collection that was its maker's alone goes with them. Whose connection it is is set back by hand: a function's own setting of that
-- name is a superuser's to give.
create function collection_loses_maker() returns trigger language plpgsql as
$$
declare
    system text := coalesce(current_setting('liaoyuan.system', true), '');
begin
    perform set_config('liaoyuan.system', 'on', true);
    delete from space where id = new.id and not exists (select from collection_grant g where g.collection = new.id);
    perform set_config('liaoyuan.system', system, true);
    return null;
end
$$;

create trigger collection_lost_maker after update of maker on collection
    for each row when (old.maker is not null and new.maker is null) execute function collection_loses_maker();

-- A document of a collection is nobody's own: who added it may go, and it stays.
alter table space_document
    alter column person drop not null,
    -- who put it into a collection, and pays for reading it
    add column added_by text references person (id) on delete set null,
    -- what a folder of somebody's machine brings is theirs
    add constraint space_document_of_watcher check (watch is null or person is not null);
alter table space_chunk
    alter column person drop not null,
    -- of a collection's document
    add column collection uuid references collection (id) on delete cascade,
    add constraint space_chunk_of_somebody check ((person is null) = (collection is not null));

create index space_document_by_space on space_document (space);
create index space_document_by_adder on space_document (added_by) where added_by is not null;
create index space_chunk_by_collection on space_chunk (collection) where collection is not null;

alter table message
    -- of the kind COLLECTIONS: those that were chosen
    add column collections uuid[] not null default '{}',
    drop constraint message_sources_check,
    add constraint message_sources_check check (sources <@ array ['MATERIAL', 'COLLECTIONS', 'WEB']);

-- Of a collection no copy is kept with an answer, only which passage it was: whoever may no longer read it does not find it there.
alter table evidence
    add column collection uuid,
    drop constraint evidence_kind_check,
    add constraint evidence_kind_check check (kind in ('MATERIAL', 'COLLECTIONS', 'WEB')),
    add constraint evidence_without_copy check (kind <> 'COLLECTIONS' or collection is not null and title = '' and body = '' and headings = '{}');

-- Whoever deletes a document of a collection, everybody's answers say that it is gone.
create or replace function space_document_takes_evidence() returns trigger language plpgsql as
$$
declare
    system text := coalesce(current_setting('liaoyuan.system', true), '');
begin
    perform set_config('liaoyuan.system', 'on', true);
    update evidence set deleted = true, body = '', headings = '{}', marks = '{}' where document = old.id;
    perform set_config('liaoyuan.system', system, true);
    return null;
end
$$;

-- Which assistants draw on which collections, for whoever may use both.
create table assistant_collection (
    assistant    uuid not null references assistant (id) on delete cascade,
    collection   uuid not null references collection (id) on delete cascade,
    organisation text not null references organisation (id) on delete cascade,
    primary key (assistant, collection)
);

create index assistant_collection_by_collection on assistant_collection (collection);

do
$$
    declare
        everything text := '(select current_setting(''liaoyuan.system'', true)) = ''on''';
        ours       text := 'organisation = (select current_setting(''liaoyuan.organisation'', true))';
        mine       text := 'person = (select current_setting(''liaoyuan.person'', true))';
        level      text := 'collection_level(id, organisation, maker, (select current_setting(''liaoyuan.person'', true)))';
        name       text;
    begin
        foreach name in array array ['collection', 'collection_grant', 'assistant_collection']
            loop
                execute format('alter table %I enable row level security', name);
                execute format('alter table %I force row level security', name);
            end loop;

        -- what they are and for whom: changed by the program alone, which asks first whether somebody manages it
        execute format('create policy system on collection using (%s)', everything);
        execute format('create policy readers on collection for select using (%s and %s > 0)', ours, level);
        execute format('create policy system on collection_grant using (%s)', everything);
        execute format('create policy ours on collection_grant for select using (%s)', ours);

        -- what is seen of the table collection is what somebody may read: asked once a query, not once a row
        drop policy tenant on space;
        execute format('create policy tenant on space using (%s or (%s and %s))', everything, ours, mine);
        execute format('create policy readers on space for select using (%s and person is null and id in (select c.id from collection c))', ours);
        execute format('create policy editors on space for update using (%s and person is null and id in (select c.id from collection c where %s > 1))',
                       ours, 'collection_level(c.id, c.organisation, c.maker, (select current_setting(''liaoyuan.person'', true)))');
        execute format('create policy readers on space_document for select using (%s and person is null and space in (select c.id from collection c))', ours);
        execute format('create policy editors on space_document using (%s and person is null and space in (select c.id from collection c where %s > 1))',
                       ours, 'collection_level(c.id, c.organisation, c.maker, (select current_setting(''liaoyuan.person'', true)))');
        execute format('create policy readers on space_chunk for select using (%s and collection in (select c.id from collection c))', ours);
        execute format('create policy editors on space_chunk using (%s and collection in (select c.id from collection c where %s > 1))',
                       ours, 'collection_level(c.id, c.organisation, c.maker, (select current_setting(''liaoyuan.person'', true)))');

        -- of the assistants that somebody sees, and collections that they may read; changed by whose assistant it is
        execute format('create policy readers on assistant_collection for select using (%s and assistant in (select a.id from assistant a)'
                           || ' and collection in (select c.id from collection c))', ours);
        execute format('create policy tenant on assistant_collection using (%s or (%s and assistant in (select a.id from assistant a where a.%s)))',
                       everything, ours, mine);
    end
$$;
