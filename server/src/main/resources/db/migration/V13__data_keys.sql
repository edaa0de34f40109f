-- By which the stored secrets are sealed: see the room vault. Each is wrapped by a master key that is not in the database.
create table data_key (
    id         uuid primary key,
    wrapped    bytea       not null,
    -- what wrapped it: 'file FINGERPRINT' or 'command PROGRAM'
    master     text        not null check (length(master) between 1 and 200),
    created_at timestamptz not null default now(),
    -- null for the one that new secrets are sealed with
    retired_at timestamptz
);

create unique index data_key_active on data_key ((retired_at is null)) where retired_at is null;

alter table data_key enable row level security;
alter table data_key force row level security;
create policy tenant on data_key using ((select current_setting('liaoyuan.system', true)) = 'on');
