-- What people show beside their password, or instead of it.

-- The secret that an authenticator app shares with us (TOTP, RFC 6238).
create table authenticator (
    person        text primary key references person (id) on delete cascade,
    -- by the key in the data folder (home.KeyVault)
    sealed_secret bytea       not null,
    created_at    timestamptz not null default now(),
    -- null until a first code was shown: only then it counts
    confirmed_at  timestamptz,
    -- the latest time step whose code was taken: neither it nor an earlier one is taken again
    last_step     bigint      not null default 0
);

-- Of recovery codes only SHA-256 is kept: they are random, there is nothing to guess.
create table recovery_code (
    person    text  not null references person (id) on delete cascade,
    code_hash bytea not null,
    used_at   timestamptz,
    primary key (person, code_hash)
);

-- What authenticators call a person: random, so that it tells nothing, and the same for all of the person's passkeys.
create table passkey_owner (
    person      text primary key references person (id) on delete cascade,
    user_handle bytea not null unique default uuid_send(gen_random_uuid())
);

-- WebAuthn credentials that are found without a name.
create table passkey (
    id              uuid primary key,
    person          text        not null references person (id) on delete cascade,
    name            text        not null check (length(name) between 1 and 100),
    -- the host name for which it works
    rp_id           text        not null,
    credential_id   bytea       not null unique,
    -- AAGUID, id and public key, as the authenticator sent them (WebAuthn 3, 6.5.1)
    credential      bytea       not null,
    counter         bigint      not null,
    backup_eligible boolean     not null,
    backed_up       boolean     not null,
    transports      text[]      not null,
    created_at      timestamptz not null default now(),
    last_used_at    timestamptz
);

create index passkey_by_person on passkey (person);

-- A question to an authenticator: it is answered once, within minutes.
create table passkey_challenge (
    challenge_hash bytea primary key,
    -- who registers a passkey; null where somebody signs in
    person         text references person (id) on delete cascade,
    rp_id          text        not null,
    origin         text        not null,
    -- by which open questions are counted
    address        text        not null,
    expires_at     timestamptz not null
);

create index passkey_challenge_by_address on passkey_challenge (address, expires_at);

-- Somebody who showed their password, or used a one-time link, and has yet to show their second factor.
create table second_step (
    token_hash bytea primary key,
    person     text        not null references person (id) on delete cascade,
    -- how they got here: 'password' or 'link'
    way        text        not null,
    tries      integer     not null default 0,
    expires_at timestamptz not null
);

create index second_step_by_person on second_step (person);

-- Whether its members need a second factor.
alter table organisation add column second_factor_needed boolean not null default false;

-- Whether a password or a link alone began it: until now nothing else could.
alter table session add column password_alone boolean not null default true;
alter table session alter column password_alone set default false;

-- as V5__accounts.sql does for what was there before
do
$$
    declare
        everything text := '(select current_setting(''liaoyuan.system'', true)) = ''on''';
        mine       text := 'person = (select current_setting(''liaoyuan.person'', true))';
        rule       record;
    begin
        for rule in select *
                    from (values ('authenticator', mine),
                                 ('recovery_code', mine),
                                 ('passkey', mine),
                                 ('passkey_owner', mine),
                                 ('passkey_challenge', 'false'),
                                 ('second_step', 'false')) as rules (name, condition)
            loop
                execute format('alter table %I enable row level security', rule.name);
                execute format('alter table %I force row level security', rule.name);
                execute format('create policy tenant on %I using (%s or (%s))', rule.name, everything, rule.condition);
            end loop;
    end
$$;
