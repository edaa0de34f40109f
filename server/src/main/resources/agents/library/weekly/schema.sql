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
