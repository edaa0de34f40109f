-- Who speaks in a recording of somebody's space, where speakers were told apart: their names as the person calls them. They stand in
-- the passages too, before what each says; space.SpeakerStore changes both.
create table space_speaker (
    document     uuid    not null references space_document (id) on delete cascade,
    -- 1 for who speaks first
    number       integer not null,
    organisation text    not null references organisation (id) on delete cascade,
    person       text    not null references person (id) on delete cascade,
    -- what they were called before anybody named them
    label        text    not null,
    name         text    not null,
    primary key (document, number)
);

create index space_speaker_by_owner on space_speaker (organisation, person);

alter table space_speaker enable row level security;
alter table space_speaker force row level security;
create policy tenant on space_speaker using ((select current_setting('liaoyuan.system', true)) = 'on'
    or organisation = (select current_setting('liaoyuan.organisation', true))
    and person = (select current_setting('liaoyuan.person', true)));
