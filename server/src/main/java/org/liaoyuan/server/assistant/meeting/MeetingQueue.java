package org.liaoyuan.server.assistant.meeting;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.store.Node;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Recordings of which notes are to be made, of all people. The queue is the table: one is its process's from {@link #claim} on, until it
 * is finished, or that process is gone.
 */
@Repository
class MeetingQueue {

    /** One that ended the process so often is given up. */
    static final int MOST_ATTEMPTS = 3;

    private final SystemDatabase database;
    private final Node node;

    MeetingQueue(SystemDatabase database, Node node) {
        this.database = database;
        this.node = node;
    }

    record Job(UUID document, Tenant owner, int attempts) {}

    /** The oldest. */
    Optional<Job> claim() {
        return database.ask(db -> db.sql("""
                        update meeting_notes set state = 'MAKING', node = :node, attempts = attempts + 1, done = 0 where document = (
                          select document from meeting_notes where not_before <= now() and (state = 'WAITING'
                            or state = 'MAKING' and (node is null or node = :node or node not in (%s)))
                          order by queued_at, document limit 1 for update skip locked)
                        returning *""".formatted(Node.PRESENT))
                .param("node", node.id())
                .query((row, number) -> new Job(
                        row.getObject("document", UUID.class),
                        new Tenant(row.getString("organisation"), row.getString("person"), false, false),
                        row.getInt("attempts")))
                .optional());
    }

    void progress(Job job, int done, int parts) {
        database.run(db -> db.sql(
                        "update meeting_notes set done = ?, parts = ? where document = ? and state = 'MAKING' and node = ?")
                .params(done, parts, job.document(), node.id())
                .update());
    }

    void finish(Job job, UUID note, String model) {
        database.run(db -> db.sql("""
                        update meeting_notes set state = 'READY', reason = '', node = null, finished_at = now(), note = :note,
                          model = :model, done = parts
                        where document = :document and state = 'MAKING' and node = :node""")
                .param("note", note)
                .param("model", model)
                .param("document", job.document())
                .param("node", node.id())
                .update());
    }

    void fail(Job job, MeetingFailure reason) {
        database.run(db -> end(db, job, "state = 'FAILED', finished_at = now(), reason = '" + reason.name() + "'"));
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
        db.sql("update meeting_notes set node = null, " + how + " where document = ? and state = 'MAKING' and node = ?")
                .params(job.document(), node.id())
                .update();
    }
}
