-- Agents that run other agents: a run of its own, which another waits for.

-- Which releases its nodes run, by the node's id: {"agent": id, "release": number}. Looked up when it was released, so that it stays what it is.
alter table agent_release add column calls jsonb not null default '{}';

drop trigger agent_release_stayed on agent_release;
create trigger agent_release_stayed before update on agent_release
    for each row when (old.agent <> new.agent or old.number <> new.number or old.definition::text <> new.definition::text
        or old.organisation <> new.organisation or old.calls <> new.calls) execute function agent_release_stays();

alter table agent_run
    -- the run that waits for this one, and where in it
    add column parent          uuid references agent_run (id) on delete set null,
    add column parent_position text collate "C" check (length(parent_position) <= 500),
    add column parent_node     text,
    -- how many runs stand above it
    add column depth           integer not null default 0 check (depth between 0 and 4),
    -- the parent's leg in which it was told of the end; 0 where it found out by itself, or has ended. Null: it waits to be told
    add column told_leg        integer,
    -- it ended, and the parent, which goes on after its own end, has it go on
    add column goes_on         boolean not null default false,
    -- what it may use, as it was when it ran another agent last: all below it count
    add column limits          jsonb;

create unique index agent_run_by_parent on agent_run (parent, parent_position) where parent is not null;
create index agent_run_untold on agent_run (parent) where parent is not null and told_leg is null and ended_at is not null;
create index agent_run_below on agent_run (parent) where parent is not null and ended_at is null;

-- All runs below one, whose sums do not hold each other's.
create function agent_below(of uuid) returns table (id uuid, steps bigint, tokens bigint, yuan double precision)
    language sql stable as
$$
with recursive below as (
    select u.id, u.steps, u.tokens, u.yuan from agent_run u where u.parent = $1
    union all
    select u.id, u.steps, u.tokens, u.yuan from agent_run u join below b on u.parent = b.id)
select below.id, below.steps::bigint, below.tokens, below.yuan from below
$$;
