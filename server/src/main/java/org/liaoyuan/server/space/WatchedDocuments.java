package org.liaoyuan.server.space;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.space.WatchStore.Watch;
import org.liaoyuan.server.space.watch.FolderWalk;
import org.liaoyuan.server.space.watch.Reason;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What files of a folder that is followed are in the space. Each call does all of it or nothing, for the tenant whose space it is. */
@Repository
class WatchedDocuments {

    private static final String ROW = " watch = :watch and path = :path and " + Tenant.OWN;

    private final JdbcClient jdbc;
    private final DocumentStore documents;
    private final Blobs blobs;

    WatchedDocuments(JdbcClient jdbc, DocumentStore documents, Blobs blobs) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.blobs = blobs;
    }

    /**
     * Where a file stands in the space.
     *
     * @param folder as {@link Folder} keeps it
     */
    record Place(String folder, String name) {

        /** @throws IllegalArgumentException if a space holds no such name */
        static Place of(Watch watch, String path) {
            int end = path.lastIndexOf('/');
            String name = path.substring(end + 1);
            String folder = watch.name() + (end < 0 ? "" : "/" + path.substring(0, end));
            if (!Folder.of(folder).equals(folder)) {
                throw new IllegalArgumentException("a space holds no such folder");
            }
            return new Place(folder, Documents.name(name));
        }
    }

    /**
     * Keeps what a file holds: as the next version of its own document, else as a new one, unless the same bytes are in the space.
     *
     * @param before null for a new file
     * @throws RefusedException if the space is full
     */
    @Transactional
    void keep(Watch watch, @Nullable SeenFile before, FolderWalk.Seen seen, Blobs.Staged staged) {
        UUID document = before == null || !before.is(WatchedFile.State.KEPT) ? null : before.document();
        if (document == null || before == null || !staged.sha256().equals(before.sha256())) {
            Place place = Place.of(watch, seen.path());
            DocumentStore.Added added = document == null
                    ? documents.add(watch.space(), place.folder(), place.name(), staged)
                    : documents.next(watch.space(), place.folder(), place.name(), staged);
            document = added.document().id();
            if (!added.known()) {
                mark(watch, document);
            }
        }
        write(watch, seen, WatchedFile.State.KEPT, null, staged.sha256(), document);
    }

    /** What of it is in the space already stays there. */
    void leave(Watch watch, FolderWalk.Seen seen, Reason reason) {
        write(watch, seen, WatchedFile.State.LEFT, reason, null, null);
    }

    void write(
            Watch watch,
            FolderWalk.Seen seen,
            WatchedFile.State state,
            @Nullable Reason reason,
            @Nullable String sha256,
            @Nullable UUID document) {
        jdbc.sql("""
                        insert into space_watched_file as f (watch, path, organisation, person, state, reason, bytes, modified, sha256, document)
                        values (:watch, :path, :organisation, :person, :state, :reason, :bytes, :modified, :sha256, :document)
                        on conflict (watch, path) do update set state = excluded.state, reason = excluded.reason, bytes = excluded.bytes,
                          modified = excluded.modified, sha256 = coalesce(excluded.sha256, f.sha256), document = coalesce(excluded.document, f.document),
                          since = case when f.state = excluded.state then f.since else now() end""")
                .params(Tenant.current().parameters())
                .param("watch", watch.id())
                .param("path", seen.path())
                .param("state", state.name())
                .param("reason", reason == null ? "" : reason.name())
                .param("bytes", seen.bytes())
                .param("modified", seen.modified())
                .param("sha256", sha256)
                .param("document", document)
                .update();
    }

    void state(Watch watch, String path, WatchedFile.State state) {
        jdbc.sql("update space_watched_file set state = :state, since = now() where" + ROW)
                .params(Tenant.current().parameters())
                .param("watch", watch.id())
                .param("path", path)
                .param("state", state.name())
                .update();
    }

    void forget(Watch watch, String path) {
        jdbc.sql("delete from space_watched_file where" + ROW)
                .params(Tenant.current().parameters())
                .param("watch", watch.id())
                .param("path", path)
                .update();
    }

    /** It is another's from now on: what is not there any more is called as what is. */
    @Transactional
    void move(Watch watch, String from, String to) {
        Place old = Place.of(watch, from);
        Place now = Place.of(watch, to);
        jdbc.sql("""
                        update space_document set folder = :folder, name = :name
                        where space = :space and watch = :watch and note is null and folder = :oldFolder and name = :oldName and not exists (
                          select from space_document t where t.space = :space and t.note is null and t.folder = :folder and t.name = :name)
                          and\s""" + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("space", watch.space())
                .param("watch", watch.id())
                .param("folder", now.folder())
                .param("name", now.name())
                .param("oldFolder", old.folder())
                .param("oldName", old.name())
                .update();
        forget(watch, from);
    }

    /** Takes what a file was out of the space, with its versions; their bytes stay for {@link #bringBack}. */
    @Transactional
    void remove(Watch watch, String path) {
        Place place = Place.of(watch, path);
        String its =
                " from space_document where space = :space and watch = :watch and note is null and folder = :folder and name = :name and "
                        + Tenant.OWN;
        JdbcClient.StatementSpec asked = jdbc.sql("select sha256" + its + " order by version");
        List<String> versions = its(asked, watch, place)
                .query((row, number) -> String.valueOf(row.getString("sha256")))
                .list();
        if (versions.isEmpty()) {
            forget(watch, path);
            return;
        }
        jdbc.sql("update space_watched_file set state = 'REMOVED', since = now(), document = null, aside = :aside where"
                        + ROW)
                .params(Tenant.current().parameters())
                .param("watch", watch.id())
                .param("path", path)
                .param("aside", versions.toArray(String[]::new))
                .update();
        its(jdbc.sql("delete" + its), watch, place).update();
    }

    private static JdbcClient.StatementSpec its(JdbcClient.StatementSpec statement, Watch watch, Place place) {
        return statement
                .params(Tenant.current().parameters())
                .param("space", watch.space())
                .param("watch", watch.id())
                .param("folder", place.folder())
                .param("name", place.name());
    }

    /**
     * Puts into the space again what was removed.
     *
     * @param follow whether it is in the folder again; otherwise it is an ordinary file from now on
     * @return id of the newest version
     */
    @Transactional
    UUID bringBack(Watch watch, SeenFile file, boolean follow) {
        Place place = Place.of(watch, file.path());
        UUID newest = null;
        for (String sha256 : file.aside()) {
            if (!blobs.has(sha256)) {
                throw RefusedException.gone("The bytes of " + file.path() + " are no longer in the data folder");
            }
            var kept = new Blobs.Staged(
                    blobs.path(sha256), sha256, blobs.path(sha256).toFile().length());
            newest = documents
                    .next(watch.space(), place.folder(), place.name(), kept)
                    .document()
                    .id();
            if (follow) {
                mark(watch, newest);
            }
        }
        if (newest == null) {
            throw RefusedException.conflict("Nothing was kept of " + file.path());
        }
        if (follow) {
            jdbc.sql(
                            "update space_watched_file set state = 'KEPT', since = now(), document = :document, aside = '{}' where"
                                    + ROW)
                    .params(Tenant.current().parameters())
                    .param("watch", watch.id())
                    .param("path", file.path())
                    .param("document", newest)
                    .update();
        } else {
            forget(watch, file.path());
        }
        return newest;
    }

    /** What is in the space of a file that is gone stays there, as if it had been uploaded. */
    @Transactional
    void detach(Watch watch, String path) {
        Place place = Place.of(watch, path);
        its(
                        jdbc.sql("update space_document set watch = null where space = :space and watch = :watch"
                                + " and note is null and folder = :folder and name = :name and " + Tenant.OWN),
                        watch,
                        place)
                .update();
        forget(watch, path);
    }

    /** What is in the folder and stands on a version of another file that is an old one by now is taken up anew. */
    void renew(Watch watch) {
        jdbc.sql("""
                        update space_watched_file f set state = 'LEFT', modified = -1, document = null where f.watch = :watch and f.state = 'KEPT'
                          and exists (select from space_document d
                            join space_document n on n.space = d.space and n.series = d.series and n.version > d.version
                            join space_watched_file g on g.document = n.id and g.watch = f.watch and g.path <> f.path
                            where d.id = f.document) and f.organisation = :organisation and f.person = :person""")
                .params(Tenant.current().parameters())
                .param("watch", watch.id())
                .update();
    }

    /** All that came from a folder leaves the space for good. */
    @Transactional
    void removeAll(Watch watch) {
        jdbc.sql("delete from space_document where space = :space and watch = :watch and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("space", watch.space())
                .param("watch", watch.id())
                .update();
    }

    private void mark(Watch watch, UUID document) {
        jdbc.sql("update space_document set watch = :watch where id = :id and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("watch", watch.id())
                .param("id", document)
                .update();
    }
}
