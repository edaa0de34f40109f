package org.liaoyuan.server.space;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.SystemDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which documents changed, for each process to follow at its own pace. Triggers write them down, whoever made the change.
 *
 * <p>Guarantee: what is committed after {@link #position} was asked is among {@link #since} of it. Transactions are not seen in the
 * order of their numbers: a {@link Position} is therefore the oldest that was still under way, and some changes are told again.
 * Whoever follows must bear that.
 */
@Repository
class Changes {

    /** Less than the hour for which changes are kept. */
    private static final java.time.Duration LONGEST_AWAY = java.time.Duration.ofMinutes(50);

    private final SystemDatabase database;

    Changes(SystemDatabase database) {
        this.database = database;
    }

    /**
     * How far somebody has followed.
     *
     * @param transaction none from this one on was surely seen
     * @param at by the database's clock
     */
    record Position(String transaction, Instant at) {}

    /**
     * What changed.
     *
     * @param documents may be wanted or gone, each once
     * @param next to go on from
     * @param complete false if it is too long ago: everything is to be compared
     */
    record Since(List<UUID> documents, Position next, boolean complete) {}

    private record Row(@Nullable UUID document, Position now) {}

    Position position() {
        return database.ask(db -> rows(db, "9223372036854775807").getFirst().now());
    }

    Since since(Position last) {
        List<Row> rows = database.ask(db -> rows(db, last.transaction));
        Position now = rows.getFirst().now();
        List<UUID> documents = rows.stream()
                .map(Row::document)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new Since(documents, now, now.at.isBefore(last.at.plus(LONGEST_AWAY)));
    }

    /** Forgets those that nobody asks for any more, and those of another cluster's transactions, which a restored backup brings. */
    void prune() {
        database.run(db -> db.sql("delete from space_change where at < now() - interval '1 hour'"
                        + " or transaction >= pg_snapshot_xmax(pg_current_snapshot())")
                .update());
    }

    /** One at least, so that there is always a position. One statement: both parts are of one snapshot. */
    private static List<Row> rows(JdbcClient db, String from) {
        return db.sql("""
                        select c.document, s.oldest, s.at
                        from (select pg_snapshot_xmin(pg_current_snapshot())::text as oldest, now() as at) s
                          left join space_change c on c.transaction >= ?::text::xid8""")
                .param(from)
                .query((row, number) -> new Row(
                        row.getObject("document", UUID.class),
                        new Position(
                                row.getString("oldest"), row.getTimestamp("at").toInstant())))
                .list();
    }
}
