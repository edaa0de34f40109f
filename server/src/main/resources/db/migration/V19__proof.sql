-- What an answer may draw on, and the passages that it was shown: see assistant.proof.
alter table message
    -- of a turn: what was chosen for it; of an answer: what it was made with. Empty: the model's knowledge alone
    add column sources text[] not null default '{}' check (sources <@ array ['MATERIAL', 'WEB']),
    -- which sentences of an answer stand on which passages
    add column proof   jsonb;

create table evidence (
    message      uuid    not null references message (id) on delete cascade,
    -- as the answer cites it: 1 …
    number       integer not null check (number > 0),
    organisation text    not null references organisation (id) on delete cascade,
    person       text    not null references person (id) on delete cascade,
    kind         text    not null check (kind in ('MATERIAL', 'WEB')),
    -- of material; the document may have been deleted since
    document     uuid,
    version      integer,
    ordinal      integer,
    -- of the web
    address      text,
    title        text    not null,
    headings     text[]  not null,
    page         integer,
    body         text    not null,
    score        double precision not null,
    -- starts and ends, by turns
    marks        integer[] not null,
    -- the document is gone, and with it what was copied of it
    deleted      boolean not null default false,
    primary key (message, number)
);

create index evidence_by_owner on evidence (organisation, person);
create index evidence_by_document on evidence (document) where document is not null;

-- What is deleted is deleted wherever a copy of it was kept; the answer still says that there was something, and of which name.
create function space_document_takes_evidence() returns trigger language plpgsql as
$$
begin
    update evidence set deleted = true, body = '', headings = '{}', marks = '{}' where document = old.id;
    return null;
end
$$;

create trigger space_document_took_evidence after delete on space_document for each row execute function space_document_takes_evidence();

alter table evidence enable row level security;
alter table evidence force row level security;
create policy tenant on evidence using ((select current_setting('liaoyuan.system', true)) = 'on'
    or organisation = (select current_setting('liaoyuan.organisation', true))
    and person = (select current_setting('liaoyuan.person', true)));
