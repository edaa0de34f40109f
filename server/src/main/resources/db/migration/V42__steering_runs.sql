-- Runs that are paused, go on after they failed, begin in the middle of another, or are told what another was told; questions that are
-- handed on, and asked with a form.
alter table agent_run
    drop constraint agent_run_state_check,
    add constraint agent_run_state_check check (state in ('RUNNING', 'WAITING', 'PAUSED', 'DONE', 'FAILED', 'CANCELLED')),
    -- since when nothing more is to begin; the run is RUNNING until what is under way has ended, and PAUSED then
    add column paused_at timestamptz,
    -- a leg that another has to follow, whatever it finds at its end: it may have ended for a pause that is over
    add column again_leg integer not null default 0,
    -- how long it was paused, or ended before it went on: its time did not pass
    add column rested interval not null default '0',
    -- what it may use beside what its release says; null for that alone
    add column budget jsonb,
    -- the run in whose middle it began, or which it replays
    add column origin uuid references agent_run (id) on delete set null,
    add column origin_position text not null default '',
    -- whose answers are taken from the origin; null where none are
    add column replay text check (replay in ('TOOLS', 'MODELS')),
    add constraint agent_run_paused check (state <> 'PAUSED' or paused_at is not null);

create index agent_run_by_origin on agent_run (origin) where origin is not null;
create index agent_run_by_end on agent_run (ended_at) where ended_at is not null;

drop index agent_run_by_limit;
create index agent_run_by_limit on agent_run (due_at)
    where due_at is not null and state in ('RUNNING', 'WAITING') and paused_at is null;

-- Done by the run that this one began in.
alter table agent_step add column copied boolean not null default false;

alter table agent_wait
    -- for who is handed a question and does not see the run
    add column agent uuid,
    add column release integer,
    -- JSON Schema of what is decided with it, and what it begins with; null for yes or no alone
    add column form jsonb,
    add column suggested jsonb,
    add column data jsonb check (octet_length(data::text) <= 1000000),
    -- who was asked has asked this one to decide
    add column delegate text references person (id) on delete set null,
    -- when others are asked, too, and who: a member's name, or admin
    add column escalate_at timestamptz,
    add column escalate_to text not null default '',
    add column escalated_at timestamptz,
    -- null: owners and administrators
    add column escalated_to text references person (id) on delete set null;

select set_config('liaoyuan.system', 'on', true);
update agent_wait w set agent = u.agent, release = u.release from agent_run u where u.id = w.run;

create index agent_wait_by_delegate on agent_wait (delegate) where delegate is not null;
create index agent_wait_by_escalation on agent_wait (escalate_at) where escalate_at is not null and escalated_at is null and over_at is null;
create index agent_wait_by_escalated on agent_wait (escalated_to) where escalated_to is not null;

-- Whoever is asked sees the question, and nothing else of the run.
create policy asked on agent_wait for select using (
    organisation = (select current_setting('liaoyuan.organisation', true))
    and (select current_setting('liaoyuan.person', true)) in (delegate, escalated_to));
