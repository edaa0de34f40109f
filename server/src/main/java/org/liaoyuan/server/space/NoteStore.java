package org.liaoyuan.server.space;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Notes in the database: those of the {@link Tenant} who asks. */
@Repository
class NoteStore {

    private static final int MOST = 5_000;

    /** Versions that are kept lie so far apart; of what was written in between only the last is. */
    static final Duration APART = Duration.ofMinutes(10);

    private static final int MOST_VERSIONS = 50;

    private final JdbcClient jdbc;
    private final DocumentStore documents;

    NoteStore(JdbcClient jdbc, DocumentStore documents) {
        this.jdbc = jdbc;
        this.documents = documents;
    }

    /**
     * Writes down a new one.
     *
     * @throws RefusedException if there are too many
     */
    Note add(UUID space, String title, String text) {
        int there = jdbc.sql("select count(*) from space_note where space = :space and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("space", space)
                .query(Integer.class)
                .single();
        if (there >= MOST) {
            throw RefusedException.conflict("Your space holds " + there + " notes, as many as it takes. Delete some");
        }
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into space_note (id, organisation, person, space, title, body)
                        values (:id, :organisation, :person, :space, :title, :text)""")
                .params(Tenant.current().parameters())
                .param("id", id)
                .param("space", space)
                .param("title", title)
                .param("text", text)
                .update();
        return get(space, id);
    }

    /** The newest first. */
    List<Note> list(UUID space) {
        return jdbc.sql("select * from space_note where space = :space and " + Tenant.OWN
                        + " order by updated_at desc, id")
                .params(Tenant.current().parameters())
                .param("space", space)
                .query(NoteStore::note)
                .list();
    }

    Note get(UUID space, UUID id) {
        return jdbc.sql("select * from space_note where space = :space and id = :id and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("space", space)
                .param("id", id)
                .query(NoteStore::note)
                .optional()
                .orElseThrow(() -> RefusedException.missing("note", id));
    }

    /**
     * Changes it, if it still is as whoever changes it saw it.
     *
     * @throws RefusedException if it is not
     */
    Note change(UUID space, UUID id, String title, String text, int revision) {
        int changed = jdbc.sql("""
                        update space_note set title = :title, body = :text, revision = revision + 1, updated_at = now()
                        where space = :space and id = :id and revision = :revision and\s""" + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("space", space)
                .param("id", id)
                .param("title", title)
                .param("text", text)
                .param("revision", revision)
                .update();
        Note now = get(space, id);
        if (changed == 0) {
            throw RefusedException.conflict("The note " + id + " was changed elsewhere: revision is " + revision
                    + ", it is at " + now.revision() + ". Read it again");
        }
        return now;
    }

    void delete(UUID space, UUID id) {
        jdbc.sql("delete from space_note where space = :space and id = :id and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("space", space)
                .param("id", id)
                .update();
    }

    /** Makes its next version of these bytes, unless it was changed or made by another in between. */
    @Transactional
    void settle(UUID space, Note note, Blobs.Staged staged) {
        DocumentStore.lock(jdbc, staged.sha256());
        Optional<Integer> locked = jdbc.sql("select revision from space_note where id = :id and revision = :revision"
                        + " and settled < revision and " + Tenant.OWN + " for update")
                .params(Tenant.current().parameters())
                .param("id", note.id())
                .param("revision", note.revision())
                .query(Integer.class)
                .optional();
        if (locked.isEmpty()) {
            return;
        }
        List<SpaceDocument> versions = documents.ofNote(space, note.id());
        String name = note.fileName();
        boolean same = !versions.isEmpty()
                && versions.getFirst().sha256().equals(staged.sha256())
                && versions.getFirst().name().equals(name);
        if (!same) {
            int version = versions.isEmpty() ? 0 : versions.getFirst().version();
            documents.insert(space, "", note.id(), name, version + 1, staged);
            if (versions.size() > 1 && isNear(versions.getFirst(), versions.get(1))) {
                documents.delete(space, versions.getFirst().id());
            }
            versions.stream().skip(MOST_VERSIONS).forEach(old -> documents.delete(space, old.id()));
        }
        markSettled(note);
    }

    private static boolean isNear(SpaceDocument later, SpaceDocument earlier) {
        return later.createdAt().isBefore(earlier.createdAt().plus(APART));
    }

    /** Nothing is made of this revision. */
    void markSettled(Note note) {
        jdbc.sql("update space_note set settled = :revision where id = :id and revision = :revision and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("id", note.id())
                .param("revision", note.revision())
                .update();
    }

    private static Note note(ResultSet row, int number) throws SQLException {
        return new Note(
                row.getObject("id", UUID.class),
                row.getString("title"),
                row.getString("body"),
                row.getInt("revision"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
