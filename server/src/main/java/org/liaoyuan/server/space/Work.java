package org.liaoyuan.server.space;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.space.index.Entry;
import org.liaoyuan.server.space.index.Owner;
import org.liaoyuan.server.space.read.Passage;
import org.liaoyuan.server.space.read.Unreadable;
import org.liaoyuan.server.store.Node;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What there is to read, and what was read, for the one thread of each process that reads. The queue is the table: a document is its
 * process's from {@link #claim} on, until it is finished or that process is gone.
 */
@Repository
class Work {

    /** One that ended the process so often is given up. */
    static final int MOST_ATTEMPTS = 3;

    private static final int AT_ONCE = 200;

    private final SystemDatabase database;
    private final JdbcTemplate rows;
    private final Node node;

    Work(SystemDatabase database, JdbcTemplate rows, Node node) {
        this.database = database;
        this.rows = rows;
        this.node = node;
    }

    /**
     * A document that is to be read.
     *
     * @param payer id of the person whose budget its vectors are booked on; empty for nobody's but the organisation's
     */
    record Job(UUID id, Owner owner, String payer, String name, String sha256, int attempts) {}

    /**
     * A document, and what is to be found of it.
     *
     * @param stamp another when something else is to be found of it
     */
    record Readable(UUID id, Owner owner, String name, long stamp) {}

    /** What a worker of a process reads. A file is known to be sound after a first look at it. */
    enum Lane {
        DOCUMENTS("not"),
        SOUND("");

        private final String isSound;

        Lane(String not) {
            this.isSound = not + " (type like 'audio/%' or type like 'video/%')";
        }
    }

    /** The oldest that waits, or that was this process's own before, or one's that is gone. */
    Optional<Job> claim(Lane lane) {
        return database.ask(db -> db.sql("""
                        update space_document set state = 'READING', node = :node, attempts = attempts + 1,
                          pictures_read = null, pictures = null where id = (
                          select id from space_document where %s and (state = 'WAITING'
                            or state = 'READING' and (node is null or node = :node or node not in (%s)))
                          order by created_at, id limit 1 for update skip locked)
                        returning *, coalesce(person, added_by) as payer""".formatted(lane.isSound, Node.PRESENT))
                .param("node", node.id())
                .query((row, number) -> new Job(
                        row.getObject("id", UUID.class),
                        owner(row),
                        Objects.requireNonNullElse(row.getString("payer"), ""),
                        row.getString("name"),
                        row.getString("sha256"),
                        row.getInt("attempts")))
                .optional());
    }

    /** For another time, as if it had not been claimed. */
    void giveBack(Job job) {
        database.run(db -> end(db, job, "state = 'WAITING', node = null, attempts = attempts - 1"));
    }

    /** To the other lane: it is sound. */
    void handOver(Job job, String type) {
        database.run(db -> {
            if (end(db, job, "state = 'WAITING', node = null, attempts = 0")) {
                db.sql("update space_document set type = ? where id = ?")
                        .params(type, job.id())
                        .update();
            }
        });
    }

    void fail(Job job, Unreadable.Reason reason) {
        database.run(db ->
                end(db, job, "state = 'FAILED', node = null, finished_at = now(), reason = '" + reason.name() + "'"));
    }

    /** Tells whoever looks how far it is: pages of pictures, or seconds of sound. */
    void progress(Job job, int picturesRead, int pictures) {
        database.run(db -> db.sql("update space_document set pictures_read = ?, pictures = ? where id = ? and node = ?")
                .params(picturesRead, pictures, job.id(), node.id())
                .update());
    }

    /** Those for which something was missing wait anew. What was read of them stays until then, and is not found meanwhile. */
    void retry(Unreadable.Reason missing) {
        database.run(db -> db.sql(
                        "update space_document set state = 'WAITING', reason = '', attempts = 0, finished_at = null"
                                + " where reason = ? and state in ('INDEXED', 'FAILED')")
                .param(missing.name())
                .update());
    }

    /**
     * All of it or nothing; nothing if it was deleted, or is no longer this process's.
     *
     * @param leftOut why pictures in it were not read
     */
    void finish(
            Job job, String type, Unreadable.@Nullable Reason leftOut, List<Passage> passages, List<float[]> vectors) {
        finish(job, type, leftOut, passages, vectors, List.of());
    }

    /** @param speakers what those are called who are told apart in it */
    void finish(
            Job job,
            String type,
            Unreadable.@Nullable Reason leftOut,
            List<Passage> passages,
            List<float[]> vectors,
            List<String> speakers) {
        database.run(db -> {
            if (end(db, job, "state = 'INDEXED', node = null, finished_at = now()")) {
                db.sql("update space_document set type = ?, reason = ? where id = ?")
                        .params(type, leftOut == null ? "" : leftOut.name(), job.id())
                        .update();
                // it may have been read before, without its pictures
                db.sql("delete from space_chunk where document = ?")
                        .param(job.id())
                        .update();
                insert(job, passages, vectors);
                name(db, job, speakers);
            }
        });
    }

    /** Of a person's own; those of a collection are nobody's to name. */
    private static void name(JdbcClient db, Job job, List<String> speakers) {
        db.sql("delete from space_speaker where document = ?").param(job.id()).update();
        for (int i = 0; i < speakers.size() && !job.owner().isCollection(); i++) {
            db.sql("insert into space_speaker (document, number, organisation, person, label, name)"
                            + " values (?, ?, ?, ?, ?, ?)")
                    .params(
                            job.id(),
                            i + 1,
                            job.owner().organisation(),
                            job.owner().person(),
                            speakers.get(i),
                            speakers.get(i))
                    .update();
        }
    }

    private boolean end(JdbcClient db, Job job, String how) {
        return db.sql("update space_document set pictures_read = null, pictures = null, " + how
                                + " where id = ? and state = 'READING' and node = ?")
                        .params(job.id(), node.id())
                        .update()
                > 0;
    }

    /** In the transaction under way, some hundred at once: a round trip for each costs more than the row. */
    private void insert(Job job, List<Passage> passages, List<float[]> vectors) {
        List<Integer> ordinals = IntStream.range(0, passages.size()).boxed().toList();
        rows.batchUpdate("""
                insert into space_chunk (document, ordinal, organisation, person, collection, headings, page, body, boxes, vector)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)""", ordinals, AT_ONCE, (row, i) -> {
            Passage passage = passages.get(i);
            row.setObject(1, job.id());
            row.setInt(2, i);
            row.setString(3, job.owner().organisation());
            row.setString(4, job.owner().isCollection() ? null : job.owner().person());
            row.setObject(5, job.owner().isCollection() ? job.owner().space() : null, Types.OTHER);
            row.setObject(6, passage.headings().toArray(String[]::new));
            row.setObject(7, passage.page(), Types.INTEGER);
            row.setString(8, passage.text());
            row.setString(9, Boxes.written(passage.boxes()));
            row.setBytes(10, bytes(vectors.get(i)));
        });
    }

    private static final String READABLE = """
            select id, organisation, person, space, name,
              hashtextextended(name, (extract(epoch from finished_at) * 1000000)::bigint) as stamp
            from space_document d where state = 'INDEXED' and not exists (
              select from space_document n where n.space = d.space and n.series = d.series and n.version > d.version
                and n.state = 'INDEXED')\s""";

    /** Of all people: what the index is to hold, in the order in which it was read. Of each series of versions the newest that could be read. */
    List<Readable> readable() {
        return database.ask(db ->
                db.sql(READABLE + "order by finished_at, id").query(Work::row).list());
    }

    /** Those of them that the index is to hold. */
    List<Readable> readable(List<UUID> ids) {
        return database.ask(db -> db.sql(READABLE + "and id = any(?) order by finished_at, id")
                .param(ids.toArray(UUID[]::new))
                .query(Work::row)
                .list());
    }

    private static Readable row(ResultSet row, int number) throws SQLException {
        return new Readable(row.getObject("id", UUID.class), owner(row), row.getString("name"), row.getLong("stamp"));
    }

    private static Owner owner(ResultSet row) throws SQLException {
        String person = row.getString("person");
        UUID space = row.getObject("space", UUID.class);
        return person == null
                ? Owner.ofCollection(row.getString("organisation"), space)
                : new Owner(row.getString("organisation"), person, space);
    }

    List<Entry> entries(Readable document) {
        return database.ask(db -> db.sql("select * from space_chunk where document = ? order by ordinal")
                .param(document.id())
                .query((row, number) -> {
                    List<String> title = new ArrayList<>();
                    title.add(document.name());
                    title.addAll(List.of((String[]) row.getArray("headings").getArray()));
                    return new Entry(
                            row.getInt("ordinal"),
                            String.join("\n", title),
                            row.getString("body"),
                            floats(row.getBytes("vector")));
                })
                .list());
    }

    static byte[] bytes(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    static float[] floats(byte[] bytes) {
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }
}
