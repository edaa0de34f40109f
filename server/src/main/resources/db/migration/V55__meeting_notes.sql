-- Notes of what is said in a recording, while they are made and afterwards: see assistant.meeting. The queue is the table. What was
-- written is an ordinary note of the person's.
create table meeting_notes (
    document     uuid primary key references space_document (id) on delete cascade,
    organisation text        not null references organisation (id) on delete cascade,
    person       text        not null references person (id) on delete cascade,
    state        text        not null default 'WAITING' check (state in ('WAITING', 'MAKING', 'READY', 'FAILED')),
    -- of MeetingFailure, where it failed
    reason       text        not null default '',
    -- the last one that was written; null where the person deleted it
    note         uuid references space_note (id) on delete set null,
    -- of how many parts so many have been read
    done         integer     not null default 0,
    parts        integer     not null default 0,
    model        text,
    attempts     integer     not null default 0,
    -- the process that makes it
    node         uuid,
    not_before   timestamptz not null default now(),
    queued_at    timestamptz not null default now(),
    finished_at  timestamptz
);

create index meeting_notes_by_owner on meeting_notes (organisation, person);
create index meeting_notes_by_note on meeting_notes (note);
create index meeting_notes_by_work on meeting_notes (queued_at) where state in ('WAITING', 'MAKING');

alter table meeting_notes enable row level security;
alter table meeting_notes force row level security;
create policy tenant on meeting_notes using ((select current_setting('liaoyuan.system', true)) = 'on'
    or organisation = (select current_setting('liaoyuan.organisation', true))
    and person = (select current_setting('liaoyuan.person', true)));
