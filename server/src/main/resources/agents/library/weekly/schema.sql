-- What the agent asks; a view with these columns over other tables does as well.
create table ticket (
    id         text primary key,
    team       text        not null,
    title      text        not null,
    person     text        not null,
    -- open, blocked, done
    state      text        not null,
    changed_at timestamptz not null default now()
);

create table mail (
    id      integer generated always as identity primary key,
    team    text        not null,
    sender  text        not null,
    subject text        not null,
    body    text        not null,
    sent_at timestamptz not null default now()
);
