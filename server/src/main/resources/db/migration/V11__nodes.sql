-- Server processes that use this database, and when each was last here. Which of them makes an answer: what a process that is gone
-- left unfinished was cut off.
create table node (
    id      uuid primary key,
    seen_at timestamptz not null default now()
);

alter table node enable row level security;
alter table node force row level security;
create policy tenant on node using ((select current_setting('liaoyuan.system', true)) = 'on');

alter table message add column node uuid;
