-- Notes that are written in place: the text as it stands here is the truth. Whenever the writing has rested a document is made of it,
-- which is read and found as any other file.
create table space_note (
    id           uuid primary key,
    organisation text        not null references organisation (id) on delete cascade,
    person       text        not null references person (id) on delete cascade,
    space        uuid        not null references space (id) on delete cascade,
    title        text        not null check (length(title) <= 150),
    body         text        not null,
    -- goes up with each change; who changes it says which one they saw
    revision     integer     not null default 1,
    -- the revision of which a document was made; 0 for none yet
    settled      integer     not null default 0,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now()
);

create index space_note_by_owner on space_note (organisation, person, updated_at desc);
create index space_note_unsettled on space_note (updated_at) where settled < revision;

alter table space_note enable row level security;
alter table space_note force row level security;
create policy tenant on space_note using ((select current_setting('liaoyuan.system', true)) = 'on'
    or organisation = (select current_setting('liaoyuan.organisation', true))
        and person = (select current_setting('liaoyuan.person', true)));

-- A file's versions are those of the same name in the same folder; a note's are its own, whatever it is called. No name or folder
-- holds a line's end.
alter table space_document
    add column folder text not null default '' check (length(folder) <= 500),
    add column note   uuid references space_note (id) on delete cascade,
    add column series text generated always as (coalesce(note::text, folder || E'\n' || name)) stored;

alter table space_document drop constraint space_document_space_name_version_key;
alter table space_document add constraint space_document_series unique (space, series, version);
create index space_document_by_note on space_document (note) where note is not null;
