-- A conversation is a tree of messages: editing a turn, or asking for another answer, adds a sibling.
create table conversation (
    id         uuid primary key,
    title      text        not null,
    model      text        not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create index conversation_by_update on conversation (updated_at desc);

create table message (
    id                uuid primary key,
    conversation_id   uuid        not null references conversation (id) on delete cascade,
    parent_id         uuid references message (id) on delete cascade,
    role              text        not null check (role in ('user', 'assistant')),
    content           text        not null,
    model             text,
    -- null while an answer is being made; 'interrupted' when the server died meanwhile
    finish_reason     text,
    prompt_tokens     integer,
    completion_tokens integer,
    tokens_per_second double precision,
    duration_ms       bigint,
    joules            double precision,
    joules_measured   boolean,
    created_at        timestamptz not null default now()
);

create index message_by_conversation on message (conversation_id, created_at);
