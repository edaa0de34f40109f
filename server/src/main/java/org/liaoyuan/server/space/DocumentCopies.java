package org.liaoyuan.server.space;

import java.util.List;
import java.util.UUID;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts documents that are in one space into another as well. The bytes are stored once, and passages are copied as they were read:
 * nothing is read or embedded again.
 */
@Repository
class DocumentCopies {

    private final JdbcClient jdbc;
    private final DocumentStore store;

    DocumentCopies(JdbcClient jdbc, DocumentStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /** As another version of what has its name there; the same bytes, if they are the newest of some name, are known already. */
    @Transactional
    DocumentStore.Added copy(UUID from, UUID document, UUID to) {
        return copyOne(store.get(from, document), to);
    }

    /**
     * With its versions, in their order; then they are no longer where they were.
     *
     * @return what the newest of them is there
     */
    @Transactional
    DocumentStore.Added move(UUID from, UUID document, UUID to) {
        SpaceDocument wanted = store.get(from, document);
        List<SpaceDocument> versions = store.list(from).stream()
                .filter(each -> each.note() == null
                        && each.name().equals(wanted.name())
                        && each.folder().equals(wanted.folder()))
                .sorted(java.util.Comparator.comparingInt(SpaceDocument::version))
                .toList();
        DocumentStore.Added last = new DocumentStore.Added(wanted, true);
        for (SpaceDocument version : versions) {
            last = copyOne(version, to);
        }
        versions.forEach(version -> store.delete(from, version.id()));
        return last;
    }

    private DocumentStore.Added copyOne(SpaceDocument document, UUID to) {
        return store.add(to, document, id -> {
            // one that is being read is read there as well: what comes of it is not known yet
            int ready = jdbc.sql("""
                            update space_document c set state = o.state, type = o.type, reason = o.reason, finished_at = now()
                            from space_document o where c.id = :copy and o.id = :original and o.state in ('INDEXED', 'FAILED')""")
                    .param("copy", id)
                    .param("original", document.id())
                    .update();
            if (ready > 0) {
                jdbc.sql("""
                                insert into space_chunk (document, ordinal, organisation, collection, headings, page, body, boxes, vector)
                                select :copy, ordinal, organisation, :to, headings, page, body, boxes, vector from space_chunk
                                where document = :original and\s""" + Tenant.OWN)
                        .params(Tenant.current().parameters())
                        .param("copy", id)
                        .param("to", to)
                        .param("original", document.id())
                        .update();
            }
        });
    }
}
