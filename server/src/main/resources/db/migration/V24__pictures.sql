-- Text that was read from pictures: where it stands, and how far reading is.
alter table space_chunk
    -- [{"page", "x", "y", "width", "height"}] in shares of the page; empty where it is not known
    add column boxes jsonb not null default '[]';

alter table space_document
    -- pages that were read from pictures, and those that are to be; null unless it is being read
    add column pictures_read integer,
    add column pictures      integer;

-- What waits for the part that reads pictures.
create index space_document_by_need on space_document (created_at) where reason = 'NEEDS_OCR';
