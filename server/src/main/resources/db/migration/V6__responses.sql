-- A response of /v1/responses that was asked to be kept, with the items that its request brought. What came before it stands
-- in the rows that previous_id leads to.
create table response (
    id           text primary key,
    -- no reference: a response may be deleted though another follows it
    previous_id  text,
    person       text        not null references person (id) on delete cascade,
    organisation text        not null references organisation (id) on delete cascade,
    created_at   timestamptz not null default now(),
    -- when it was made or last followed; the time it is kept counts from here, so that a conversation stays whole
    used_at      timestamptz not null default now(),
    bytes        bigint      not null,
    -- json, not jsonb: it must come back as it was, and may hold \u0000
    input        json        not null,
    output       json        not null,
    -- of the output's items, which a later request may name instead of repeating them
    output_ids   text[]      not null,
    -- what the request got
    response     json        not null
);

create index response_by_use on response (used_at);
create index response_by_item on response using gin (output_ids);

-- as V5__accounts.sql does for what was there before
alter table response enable row level security;
alter table response force row level security;
create policy tenant on response using (
    (select current_setting('liaoyuan.system', true)) = 'on'
    or organisation = (select current_setting('liaoyuan.organisation', true))
        and person = (select current_setting('liaoyuan.person', true)));
