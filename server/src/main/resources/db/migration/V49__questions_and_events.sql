-- Runs also wait for answers of people, which are more than yes or no, and for signals from outside. See the room agent.
alter table agent_wait
    drop constraint agent_wait_kind_check,
    drop constraint agent_wait_check,
    drop constraint agent_wait_check1,
    -- in words, to a question without a form
    add column answer text not null default '' check (length(answer) <= 20000),
    -- the signal that is waited for, and of what it has to be; null where none is
    add column event text check (length(event) <= 100),
    add column event_key text not null default '' check (length(event_key) <= 200),
    add constraint agent_wait_kind_check check (kind in ('approval', 'question', 'wait', 'event')),
    add constraint agent_wait_person check ((kind in ('approval', 'question')) = (decided_by is not null)),
    add constraint agent_wait_event check ((kind = 'event') = (event is not null)),
    add constraint agent_wait_time check (kind <> 'wait' or due_at is not null);

create index agent_wait_by_event on agent_wait (organisation, event, event_key) where event is not null and over_at is null;

-- Signals as they were sent; those that no run has taken are kept for one that comes to wait for them.
create table agent_signal (
    id           bigint generated always as identity primary key,
    organisation text        not null references organisation (id) on delete cascade,
    -- who sent it: it reaches runs that they see, which are all of the organisation's or their own
    person       text        not null references person (id) on delete cascade,
    whole        boolean     not null,
    -- null: to all that wait for its name and key
    run          uuid references agent_run (id) on delete cascade,
    name         text        not null check (length(name) <= 100),
    -- null, to one run: whatever that waits for
    key          text        check (length(key) <= 200),
    data         jsonb       not null check (octet_length(data::text) <= 1000000),
    -- the sender's own name for it, by which it counts once; null where it has none
    delivery     text        check (length(delivery) <= 200),
    sent_at      timestamptz not null default now(),
    kept_until   timestamptz not null,
    -- when it was looked who waits for it; null where that is still to be done
    looked_at    timestamptz,
    check (run is not null or key is not null)
);

create unique index agent_signal_by_delivery on agent_signal (organisation, person, delivery) where delivery is not null;
create index agent_signal_by_key on agent_signal (organisation, name, key) where run is null;
create index agent_signal_by_run on agent_signal (run, name) where run is not null;
create index agent_signal_by_person on agent_signal (person);
create index agent_signal_by_look on agent_signal (id) where looked_at is null;
create index agent_signal_by_time on agent_signal (kept_until);

-- Which run has taken which signal, and where.
create table agent_signal_taken (
    signal       bigint      not null references agent_signal (id) on delete cascade,
    run          uuid        not null references agent_run (id) on delete cascade,
    position     text        not null collate "C" check (length(position) <= 500),
    organisation text        not null references organisation (id) on delete cascade,
    -- whose run it is
    person       text        not null references person (id) on delete cascade,
    taken_at     timestamptz not null default now(),
    primary key (signal, run)
);

create index agent_signal_taken_by_run on agent_signal_taken (run);
create index agent_signal_taken_by_owner on agent_signal_taken (organisation, person);

do
$$
    declare
        everything text := '(select current_setting(''liaoyuan.system'', true)) = ''on''';
        ours       text := 'organisation = (select current_setting(''liaoyuan.organisation'', true))';
        mine       text := 'person = (select current_setting(''liaoyuan.person'', true))';
        whole      text := '(select current_setting(''liaoyuan.whole'', true)) = ''on''';
        name       text;
    begin
        foreach name in array array ['agent_signal', 'agent_signal_taken']
            loop
                execute format('alter table %I enable row level security', name);
                execute format('alter table %I force row level security', name);
                execute format('create policy tenant on %I using (%s or (%s and (%s or %s)))', name, everything, ours, whole, mine);
            end loop;
    end
$$;
