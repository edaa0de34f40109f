package org.liaoyuan.server.assistant.digest;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.store.Node;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Digests that are to be made, of all people. The queue is the table: a digest is its process's from {@link #claim} on, until it is
 * finished, somebody changed it, or that process is gone.
 */
@Repository
class DigestQueue {

    /** One that ended the process, or could not be read, so often is given up. */
    static final int MOST_ATTEMPTS = 3;

    private final SystemDatabase database;
    private final Node node;

    DigestQueue(SystemDatabase database, Node node) {
        this.database = database;
        this.node = node;
    }

    /** A digest that is to be made. */
    record Job(UUID document, Tenant owner, int attempts) {}

    /** Those that were asked for first, then the oldest. */
    Optional<Job> claim() {
        return database.ask(db -> db.sql("""
                        update document_digest set state = 'MAKING', node = :node, attempts = attempts + 1 where document = (
                          select document from document_digest where not_before <= now() and (state = 'WAITING'
                            or state = 'MAKING' and (node is null or node = :node or node not in (%s)))
                          order by asked desc, queued_at, document limit 1 for update skip locked)
                        returning *""".formatted(Node.PRESENT))
                .param("node", node.id())
                .query((row, number) -> new Job(
                        row.getObject("document", UUID.class),
                        new Tenant(row.getString("organisation"), row.getString("person"), false, false),
                        row.getInt("attempts")))
                .optional());
    }

    void finish(Job job, DigestMaker.Made made) {
        database.run(db -> db.sql("""
                        update document_digest set state = 'READY', reason = '', node = null, finished_at = now(),
                          summary = :summary, questions = :questions, model = :model, whole = :whole
                        where document = :document and state = 'MAKING' and node = :node""")
                .param("summary", made.text().summary())
                .param("questions", made.text().questions().toArray(String[]::new))
                .param("model", made.model())
                .param("whole", made.whole())
                .param("document", job.document())
                .param("node", node.id())
                .update());
    }

    void fail(Job job, DigestFailure reason) {
        database.run(db -> end(
                db,
                job,
                "state = 'FAILED', summary = '', questions = '{}', model = null, finished_at = now(), reason = '"
                        + reason.name() + "'"));
    }

    /** For another time, as if it had not been claimed. */
    void giveBack(Job job) {
        database.run(db -> end(db, job, "state = 'WAITING', attempts = attempts - 1"));
    }

    /** For another time, not at once; it counts as tried. */
    void tryLater(Job job, Duration pause) {
        database.run(db -> end(
                db, job, "state = 'WAITING', not_before = now() + make_interval(secs => " + pause.toSeconds() + ")"));
    }

    private void end(JdbcClient db, Job job, String how) {
        db.sql("update document_digest set node = null, " + how
                        + " where document = ? and state = 'MAKING' and node = ?")
                .params(job.document(), node.id())
                .update();
    }
}
