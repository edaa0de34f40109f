-- What the agent asks and writes; a view with these columns over other tables does as well.
create table customer (
    id       integer primary key,
    name     text not null,
    city     text,
    industry text,
    contact  text,
    email    text
);

create table deal (
    id          integer generated always as identity primary key,
    customer_id integer not null references customer (id),
    title       text    not null,
    -- open, offer, won, lost
    stage       text    not null,
    amount      numeric(12, 2),
    due         date
);

create table visit (
    id          integer generated always as identity primary key,
    customer_id integer not null references customer (id),
    on_date     date    not null,
    purpose     text    not null,
    note        text
);
