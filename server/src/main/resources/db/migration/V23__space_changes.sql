-- Documents that the index of each process is to look at again: see the class Changes. Written by triggers, so that no way in which one
-- changes or goes is forgotten. Ids only, and kept for an hour: a process that was away for longer compares everything.
create table space_change (
    -- those of a transaction that is not yet seen have a number that is not below the oldest one under way
    transaction xid8        not null default pg_current_xact_id(),
    document    uuid        not null,
    at          timestamptz not null default now()
);

create index space_change_by_transaction on space_change (transaction);
create index space_change_by_time on space_change (at);

-- The other versions of its series too: which of them is found depends on this one.
create function space_document_changes() returns trigger language plpgsql as
$$
begin
    if tg_op <> 'INSERT' then
        insert into space_change (document)
        select old.id union select id from space_document where space = old.space and series = old.series;
    end if;
    if tg_op <> 'DELETE' then
        insert into space_change (document)
        select new.id union select id from space_document where space = new.space and series = new.series;
    end if;
    return null;
end
$$;

create trigger space_document_came after insert on space_document
    for each row when (new.state = 'INDEXED') execute function space_document_changes();
create trigger space_document_changed after update on space_document
    for each row when (old.state = 'INDEXED' or new.state = 'INDEXED') execute function space_document_changes();
create trigger space_document_went after delete on space_document
    for each row when (old.state = 'INDEXED') execute function space_document_changes();

-- anybody's row may write one, only the program itself sees them
alter table space_change enable row level security;
alter table space_change force row level security;
create policy system on space_change using ((select current_setting('liaoyuan.system', true)) = 'on') with check (true);
