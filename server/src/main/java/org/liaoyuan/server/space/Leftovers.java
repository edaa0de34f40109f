package org.liaoyuan.server.space;

import java.util.List;
import org.liaoyuan.server.access.SystemDatabase;
import org.springframework.stereotype.Component;

/** Deletes blobs that nobody refers to any more, and what was drawn of them. What may be one stands in the database, so that none is forgotten. */
@Component
class Leftovers {

    private static final int AT_ONCE = 100;

    private final SystemDatabase database;
    private final Blobs blobs;
    private final PageCache pages;

    Leftovers(SystemDatabase database, Blobs blobs, PageCache pages) {
        this.database = database;
        this.blobs = blobs;
        this.pages = pages;
    }

    /** @return whether documents had been deleted since the last time */
    boolean sweep() {
        boolean any = false;
        for (List<String> some = some(); !some.isEmpty(); some = some()) {
            some.forEach(this::sweep);
            any = true;
        }
        // another process may have deleted theirs
        pages.keep(blobs::has);
        return any;
    }

    private List<String> some() {
        return database.ask(db -> db.sql("select distinct sha256 from space_leftover limit ?")
                .param(AT_ONCE)
                .query(String.class)
                .list());
    }

    private void sweep(String sha256) {
        database.run(db -> {
            DocumentStore.lock(db, sha256);
            boolean used = db.sql("select exists (select from space_document where sha256 = :sha256) or exists ("
                            + "select from space_watched_file where state = 'REMOVED' and :sha256 = any(aside))")
                    .param("sha256", sha256)
                    .query(Boolean.class)
                    .single();
            if (!used) {
                blobs.delete(sha256);
            }
            db.sql("delete from space_leftover where sha256 = ?").param(sha256).update();
        });
    }
}
