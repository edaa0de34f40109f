-- By what people of an organisation sign in beside passwords: OpenID Connect providers and LDAP directories.
create table sign_on_provider (
    id            uuid primary key,
    organisation  text        not null references organisation (id) on delete cascade,
    -- what the button says
    name          text        not null check (length(name) between 1 and 100),
    enabled       boolean     not null,
    -- signon.Settings
    settings      jsonb       not null,
    -- the client's secret, or the service account's password, by home.KeyVault
    sealed_secret bytea,
    -- the role of whoever saved it last: it lets nobody in, and gives no role, above that
    reach         text        not null check (reach in ('owner', 'admin', 'builder', 'member', 'guest')),
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),
    unique (organisation, name)
);

-- Who somebody is elsewhere. Not by provider: an entry that is made anew for the same issuer finds its people again.
create table linked_identity (
    id           uuid primary key default gen_random_uuid(),
    organisation text        not null references organisation (id) on delete cascade,
    person       text        not null references person (id) on delete cascade,
    issuer       text        not null check (length(issuer) between 1 and 500),
    subject      text        not null check (length(subject) between 1 and 255),
    -- as the provider calls them, for lists
    name         text        not null check (length(name) <= 254),
    created_at   timestamptz not null default now(),
    used_at      timestamptz not null default now(),
    unique (organisation, issuer, subject)
);

create index linked_identity_by_person on linked_identity (person);

-- A sign-in that has gone to a provider and is not back. The browser's cookie holds what else is needed to end it.
create table sign_on_pending (
    state_hash   bytea primary key,
    browser_hash bytea       not null,
    provider     uuid        not null references sign_on_provider (id) on delete cascade,
    organisation text        not null references organisation (id) on delete cascade,
    -- who links an identity to their account; null for a sign-in
    person       text references person (id) on delete cascade,
    redirect_uri text        not null,
    return_path  text        not null,
    -- hashed; by it open ones are counted
    address      bytea       not null,
    expires_at   timestamptz not null
);

create index sign_on_pending_by_address on sign_on_pending (address);
create index sign_on_pending_by_end on sign_on_pending (expires_at);

-- as V5__accounts.sql does for what was there before
do
$$
    declare
        everything text := '(select current_setting(''liaoyuan.system'', true)) = ''on''';
        ours       text := 'organisation = (select current_setting(''liaoyuan.organisation'', true))';
        mine       text := 'person = (select current_setting(''liaoyuan.person'', true))';
        rule       record;
    begin
        for rule in select *
                    from (values ('sign_on_provider', ours),
                                 ('linked_identity', ours || ' and ' || mine),
                                 ('sign_on_pending', 'false')) as rules (name, condition)
            loop
                execute format('alter table %I enable row level security', rule.name);
                execute format('alter table %I force row level security', rule.name);
                execute format('create policy tenant on %I using (%s or (%s))', rule.name, everything, rule.condition);
            end loop;
    end
$$;
