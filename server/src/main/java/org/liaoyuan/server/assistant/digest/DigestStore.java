package org.liaoyuan.server.assistant.digest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Digests in the database: those of the {@link Tenant} who asks. */
@Repository
class DigestStore {

    private final JdbcClient jdbc;

    DigestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that are made, wait or failed. */
    List<Digest> list() {
        return jdbc.sql("select * from document_digest where state <> 'REMOVED' and " + Tenant.OWN
                        + " order by queued_at desc, document")
                .params(Tenant.current().parameters())
                .query(DigestStore::digest)
                .list();
    }

    /** {@link Digest.State#NONE} where there is none. */
    Digest get(UUID document) {
        return jdbc.sql("select * from document_digest where document = :document and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("document", document)
                .query(DigestStore::digest)
                .optional()
                .orElseGet(() -> Digest.none(document));
    }

    /** It waits to be made, before those that nobody asked for; what there was of it is shown no more. */
    void ask(UUID document) {
        jdbc.sql("""
                        insert into document_digest (document, organisation, person, asked)
                        values (:document, :organisation, :person, true)
                        on conflict (document) do update set state = 'WAITING', reason = '', summary = '', questions = '{}', model = null,
                          asked = true, attempts = 0, node = null, not_before = now(), queued_at = now(), finished_at = null""")
                .params(Tenant.current().parameters())
                .param("document", document)
                .update();
    }

    /** Nothing of it is left but that it is not wanted. */
    void remove(UUID document) {
        jdbc.sql("""
                        insert into document_digest (document, organisation, person, state)
                        values (:document, :organisation, :person, 'REMOVED')
                        on conflict (document) do update set state = 'REMOVED', reason = '', summary = '', questions = '{}',
                          model = null, asked = false, node = null, finished_at = null""")
                .params(Tenant.current().parameters())
                .param("document", document)
                .update();
    }

    /** Whether they are made by themselves. */
    boolean isActive() {
        return jdbc.sql("select active from digest_setting where " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    /** Where they are not made by themselves any more, those that wait don't either. */
    @Transactional
    void set(boolean active) {
        jdbc.sql("""
                        insert into digest_setting (organisation, person, active) values (:organisation, :person, :active)
                        on conflict (organisation, person) do update set active = excluded.active""")
                .params(Tenant.current().parameters())
                .param("active", active)
                .update();
        if (!active) {
            jdbc.sql("delete from document_digest where state in ('WAITING', 'MAKING') and not asked and " + Tenant.OWN)
                    .params(Tenant.current().parameters())
                    .update();
        }
    }

    private static Digest digest(ResultSet row, int number) throws SQLException {
        String reason = row.getString("reason");
        Timestamp finished = row.getTimestamp("finished_at");
        return new Digest(
                row.getObject("document", UUID.class),
                Digest.State.valueOf(row.getString("state")),
                reason.isEmpty() ? null : DigestFailure.valueOf(reason),
                row.getString("summary"),
                List.of((String[]) row.getArray("questions").getArray()),
                row.getString("model"),
                row.getBoolean("whole"),
                finished == null ? null : finished.toInstant());
    }
}
