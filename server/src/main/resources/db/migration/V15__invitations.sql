-- Somebody with an account is asked into another organisation: see organisation.Invitations.
create table invitation (
    id           uuid primary key,
    organisation text        not null references organisation (id) on delete cascade,
    -- the sign-in name, as it was typed
    name         text        not null check (length(name) between 1 and 100),
    -- whose name it was then; null for nobody's: whoever takes the name later was not meant
    person       text references person (id) on delete cascade,
    role         text        not null check (role in ('owner', 'admin', 'builder', 'member', 'guest')),
    created_at   timestamptz not null default now(),
    expires_at   timestamptz not null,
    -- the organisation is not told
    declined_at  timestamptz,
    unique (organisation, name)
);

create index invitation_by_person on invitation (person);
create index invitation_by_end on invitation (expires_at);

alter table invitation enable row level security;
alter table invitation force row level security;
create policy tenant on invitation using ((select current_setting('liaoyuan.system', true)) = 'on'
    or organisation = (select current_setting('liaoyuan.organisation', true))
    or person = (select current_setting('liaoyuan.person', true)));
