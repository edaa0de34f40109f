-- Which role in an organisation a group of its directory (OIDC, LDAP, SCIM) gives.
create table group_role (
    organisation text        not null references organisation (id) on delete cascade,
    -- as the directory writes it
    group_name   text        not null check (length(group_name) between 1 and 200),
    role         text        not null check (role in ('owner', 'admin', 'builder', 'member', 'guest')),
    created_at   timestamptz not null default now(),
    primary key (organisation, group_name)
);

alter table group_role enable row level security;
alter table group_role force row level security;
create policy tenant on group_role using ((select current_setting('liaoyuan.system', true)) = 'on'
    or organisation = (select current_setting('liaoyuan.organisation', true)));
