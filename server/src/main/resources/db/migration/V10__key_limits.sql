-- What else a key is limited to. Empty routes: all that its scopes allow; empty spaces: all that its person may see.
alter table api_key
    add column routes              text[] not null default '{}',
    add column spaces              uuid[] not null default '{}',
    add column requests_per_minute integer check (requests_per_minute > 0),
    add column tokens_per_minute   integer check (tokens_per_minute > 0);

-- Of keys with a limit: how much they used in the minute of the clock and in the one before. Unlogged: a crash of the database
-- forgets it, which costs a minute, and counting does not wait for the disk.
create unlogged table key_window (
    key             uuid primary key references api_key (id) on delete cascade,
    minute          timestamptz not null,
    requests        bigint      not null,
    tokens          bigint      not null,
    requests_before bigint      not null,
    tokens_before   bigint      not null
);

alter table key_window enable row level security;
alter table key_window force row level security;
create policy tenant on key_window using ((select current_setting('liaoyuan.system', true)) = 'on');
