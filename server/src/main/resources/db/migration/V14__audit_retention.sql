-- How long rows of the audit log are kept, and when a process last looked for older ones. One row.
create table audit_retention (
    one       boolean primary key  default true check (one),
    -- null: for ever
    months    integer check (months between 1 and 1200),
    looked_at timestamptz not null default 'epoch'
);

insert into audit_retention default values;

alter table audit_retention enable row level security;
alter table audit_retention force row level security;
create policy tenant on audit_retention using ((select current_setting('liaoyuan.system', true)) = 'on');

create index audit_prunings on audit (seq) where action = 'audit.prune';

-- A row goes only where a later one of the log says that all up to it are pruned: see audit.Checkpoint.
create or replace function audit_is_append_only() returns trigger language plpgsql as
$$
    begin
        if tg_op = 'DELETE' then
            if exists (select from audit c
                       where c.action = 'audit.prune' and c.organisation = 'local' and c.seq > old.seq
                         and case when c.action = 'audit.prune' then c.target::bigint end >= old.seq) then
                return old;
            end if;
        end if;
        raise exception 'the audit log is append-only';
    end
$$;

-- The program's role may delete no row; this may, and the trigger looks at each.
create function audit_prune(through bigint) returns bigint language plpgsql security definer set search_path from current as
$$
    declare
        gone bigint;
    begin
        delete from audit where seq <= through;
        get diagnostics gone = row_count;
        return gone;
    end
$$;

revoke execute on function audit_prune(bigint) from public;

do
$$
    begin
        if exists (select from pg_roles where rolname = 'liaoyuan_app') then
            grant execute on function audit_prune(bigint) to liaoyuan_app;
        end if;
    end
$$;
