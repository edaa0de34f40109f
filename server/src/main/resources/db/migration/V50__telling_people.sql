-- How people are told that runs ask them: by mail with a link, and by a group's bot. See the rooms agent and agent.tell.
create table agent_tell (
    organisation    text primary key references organisation (id) on delete cascade,
    -- under which the page is reached
    address         text        not null check (length(address) <= 2000),
    -- where mail is handed in; null where none is sent
    server          text        check (length(server) <= 2000),
    security        text        check (security in ('starttls', 'tls', 'none')),
    mail_user       text        not null default '' check (length(mail_user) <= 2000),
    sealed_password bytea,
    sender          text        check (length(sender) <= 2000),
    -- whose bot, and its address; null where there is none
    bot             text        check (bot in ('FEISHU', 'DINGTALK', 'WECOM', 'SLACK')),
    sealed_bot      bytea,
    changed_by      text references person (id) on delete set null,
    changed_at      timestamptz not null default now(),
    check ((server is null) = (security is null) and (server is null) = (sender is null))
);

create index agent_tell_by_person on agent_tell (changed_by) where changed_by is not null;

alter table agent_wait
    -- by what people are told of it, beside the page: MAIL and BOT, with a comma between
    add column tell text not null default '' check (tell in ('', 'MAIL', 'BOT', 'MAIL,BOT', 'BOT,MAIL')),
    -- since when somebody is to be told who may not have been; null for nobody
    add column tell_at timestamptz;

create index agent_wait_by_telling on agent_wait (tell_at) where tell_at is not null;

-- One person, or one group, who is told of one question: written before anything is sent.
create table agent_notice (
    id           uuid primary key,
    organisation text        not null references organisation (id) on delete cascade,
    -- whose run it is
    person       text        not null references person (id) on delete cascade,
    -- who is told; null for a group
    told         text references person (id) on delete cascade,
    run          uuid        not null,
    position     text        not null collate "C",
    way          text        not null check (way in ('MAIL', 'BOT')),
    -- of the link in a mail, which works once; the token itself until it went out
    token_hash   bytea unique,
    sealed_token bytea,
    expires_at   timestamptz not null,
    used_at      timestamptz,
    attempts     integer     not null default 0,
    -- when it is tried (again); null when it went out or is given up
    next_at      timestamptz default now(),
    sent_at      timestamptz,
    problem      text        not null default '',
    created_at   timestamptz not null default now(),
    foreign key (run, position) references agent_wait (run, position) on delete cascade,
    check ((way = 'MAIL') = (told is not null and token_hash is not null))
);

create unique index agent_notice_once on agent_notice (run, position, way, coalesce(told, ''));
create index agent_notice_by_owner on agent_notice (organisation, person);
create index agent_notice_by_told on agent_notice (told) where told is not null;
create index agent_notice_by_time on agent_notice (next_at) where next_at is not null;

do
$$
    declare
        everything text := '(select current_setting(''liaoyuan.system'', true)) = ''on''';
        ours       text := 'organisation = (select current_setting(''liaoyuan.organisation'', true))';
        mine       text := 'person = (select current_setting(''liaoyuan.person'', true))';
        whole      text := '(select current_setting(''liaoyuan.whole'', true)) = ''on''';
        name       text;
    begin
        foreach name in array array ['agent_tell', 'agent_notice']
            loop
                execute format('alter table %I enable row level security', name);
                execute format('alter table %I force row level security', name);
            end loop;
        execute format('create policy tenant on agent_tell using (%s or %s)', everything, ours);
        execute format('create policy tenant on agent_notice using (%s or (%s and (%s or %s)))', everything, ours, whole, mine);
    end
$$;
