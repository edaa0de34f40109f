package org.liaoyuan.server.assistant.making;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.store.Node;
import org.liaoyuan.server.store.Tenant;

/**
 * Documents of which something is to be made, of all people. The queue is a table: a document is its process's from {@link #claim} on,
 * until it is finished, somebody changed it, or that process is gone.
 */
public class MakingQueue {

    /** One that ended the process, or was of no use, so often is given up. */
    public static final int MOST_ATTEMPTS = 3;

    private final SystemDatabase database;
    private final Node node;
    private final Form form;

    /**
     * What differs from table to table, as SQL.
     *
     * @param table of documents with their state
     * @param order who is first
     * @param begun what is set beside when one is begun
     * @param failed what is set beside when it failed
     */
    public record Form(String table, String order, String begun, String failed) {}

    protected MakingQueue(SystemDatabase database, Node node, Form form) {
        this.database = database;
        this.node = node;
        this.form = form;
    }

    public Optional<MakingJob> claim() {
        return database.ask(db -> db.sql("""
                        update %1$s set state = 'MAKING', node = :node, attempts = attempts + 1%2$s where document = (
                          select document from %1$s where not_before <= now() and (state = 'WAITING'
                            or state = 'MAKING' and (node is null or node = :node or node not in (%3$s)))
                          order by %4$s limit 1 for update skip locked)
                        returning *""".formatted(form.table(), form.begun(), Node.PRESENT, form.order()))
                .param("node", node.id())
                .query((row, number) -> new MakingJob(
                        row.getObject("document", UUID.class),
                        new Tenant(row.getString("organisation"), row.getString("person"), false, false),
                        row.getInt("attempts")))
                .optional());
    }

    /** Sets something beside, with values by their names. */
    protected void finish(MakingJob job, String beside, Map<String, ?> values) {
        set(job, "state = 'READY', reason = '', node = null, finished_at = now()" + beside, values);
    }

    public void fail(MakingJob job, Enum<?> reason) {
        set(
                job,
                "state = 'FAILED', node = null, finished_at = now(), reason = :reason" + form.failed(),
                Map.of("reason", reason.name()));
    }

    /** For another time, as if it had not been claimed. */
    public void giveBack(MakingJob job) {
        set(job, "state = 'WAITING', node = null, attempts = attempts - 1", Map.of());
    }

    /** For another time, not at once; it counts as tried. */
    public void tryLater(MakingJob job, Duration pause) {
        set(
                job,
                "state = 'WAITING', node = null, not_before = now() + make_interval(secs => :pause)",
                Map.of("pause", pause.toSeconds()));
    }

    /** Changes the row while it is this process's. */
    protected void set(MakingJob job, String how, Map<String, ?> values) {
        database.run(db -> db.sql("update " + form.table() + " set " + how
                        + " where document = :document and state = 'MAKING' and node = :node")
                .params(values)
                .param("document", job.document())
                .param("node", node.id())
                .update());
    }
}
