-- Places that answer over HTTP, and names that stand for several models. Settings are one JSON document each: they are read
-- and written whole. A key is here only encrypted; what opens it lies in the data folder.
create table provider (
    id         text primary key,
    settings   jsonb       not null,
    sealed_key bytea,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table model_alias (
    name       text primary key,
    settings   jsonb       not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
