package org.liaoyuan.server.assistant.meeting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Notes of meetings in the database: those of the {@link Tenant} who asks. */
@Repository
class MeetingStore {

    private final JdbcClient jdbc;

    MeetingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<MeetingNotes> list() {
        return jdbc.sql("select * from meeting_notes where " + Tenant.OWN + " order by queued_at desc, document")
                .params(Tenant.current().parameters())
                .query(MeetingStore::notes)
                .list();
    }

    /** {@link MeetingNotes.State#NONE} where nobody asked. */
    MeetingNotes get(UUID document) {
        return jdbc.sql("select * from meeting_notes where document = :document and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("document", document)
                .query(MeetingStore::notes)
                .optional()
                .orElseGet(() -> MeetingNotes.none(document));
    }

    /** They wait to be made; a note that was written before stays. What is being made already goes on. */
    void ask(UUID document) {
        jdbc.sql("""
                        insert into meeting_notes (document, organisation, person)
                        values (:document, :organisation, :person)
                        on conflict (document) do update set state = 'WAITING', reason = '', done = 0, parts = 0, model = null,
                          attempts = 0, node = null, not_before = now(), queued_at = now(), finished_at = null
                        where meeting_notes.state in ('READY', 'FAILED')""")
                .params(Tenant.current().parameters())
                .param("document", document)
                .update();
    }

    private static MeetingNotes notes(ResultSet row, int number) throws SQLException {
        String reason = row.getString("reason");
        Timestamp finished = row.getTimestamp("finished_at");
        return new MeetingNotes(
                row.getObject("document", UUID.class),
                MeetingNotes.State.valueOf(row.getString("state")),
                reason.isEmpty() ? null : MeetingFailure.valueOf(reason),
                row.getObject("note", UUID.class),
                row.getInt("done"),
                row.getInt("parts"),
                row.getString("model"),
                finished == null ? null : finished.toInstant());
    }
}
