package org.liaoyuan.server.assistant.proof;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Evidence in the database, with the answers that were shown it: those of the {@link Tenant} who asks. */
@Repository
public class EvidenceStore {

    private final JdbcClient jdbc;

    EvidenceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps what an answer was shown. */
    @Transactional
    public void add(UUID message, List<Evidence> all) {
        for (Evidence each : all) {
            // a document that was deleted in between must not come back here
            jdbc.sql("""
                            insert into evidence (message, number, organisation, person, kind, document, version, ordinal, address,
                              title, headings, page, body, score, marks)
                            select id, :number, organisation, person, :kind, :document, :version, :ordinal, :address,
                              :title, :headings, :page, :body, :score, :marks from message where id = :message and\s""" + Tenant.OWN)
                    .params(Tenant.current().parameters())
                    .param("message", message)
                    .param("number", each.number())
                    .param("kind", each.kind().name())
                    .param("document", each.document())
                    .param("version", each.version())
                    .param("ordinal", each.ordinal())
                    .param("address", each.address())
                    .param("title", each.title())
                    .param("headings", each.headings().toArray(String[]::new))
                    .param("page", each.page())
                    .param("body", each.text())
                    .param("score", each.score())
                    .param("marks", flat(each.marks()))
                    .update();
        }
        jdbc.sql("""
                        update evidence e set deleted = true, body = '', headings = '{}', marks = '{}' where message = ?
                          and document is not null and not exists (select from space_document d where d.id = e.document)""").param(message).update();
    }

    /** Of all answers of a conversation, by answer. */
    public Map<UUID, List<Evidence>> ofConversation(UUID conversation) {
        Map<UUID, List<Evidence>> all = new HashMap<>();
        jdbc.sql("""
                        select e.* from (select * from evidence where %s) e join message m on m.id = e.message
                        where m.conversation_id = :conversation order by e.number""".formatted(Tenant.OWN))
                .params(Tenant.current().parameters())
                .param("conversation", conversation)
                .query((row, number) -> all.computeIfAbsent(
                                row.getObject("message", UUID.class), id -> new ArrayList<>())
                        .add(evidence(row, number)))
                .list();
        return all;
    }

    public List<Evidence> ofMessage(UUID message) {
        return jdbc.sql("select * from evidence where message = :message and " + Tenant.OWN + " order by number")
                .params(Tenant.current().parameters())
                .param("message", message)
                .query(EvidenceStore::evidence)
                .list();
    }

    private static Evidence evidence(ResultSet row, int number) throws SQLException {
        return new Evidence(
                row.getInt("number"),
                EvidenceSource.Kind.valueOf(row.getString("kind")),
                row.getObject("document", UUID.class),
                row.getObject("version", Integer.class),
                row.getObject("ordinal", Integer.class),
                row.getString("address"),
                row.getString("title"),
                List.of((String[]) row.getArray("headings").getArray()),
                row.getObject("page", Integer.class),
                row.getString("body"),
                row.getDouble("score"),
                marks((Integer[]) row.getArray("marks").getArray()),
                row.getBoolean("deleted"));
    }

    private static Integer[] flat(List<Evidence.Mark> marks) {
        List<Integer> all = new ArrayList<>();
        for (Evidence.Mark mark : marks) {
            all.add(mark.start());
            all.add(mark.end());
        }
        return all.toArray(Integer[]::new);
    }

    private static List<Evidence.Mark> marks(Integer[] flat) {
        List<Evidence.Mark> marks = new ArrayList<>();
        for (int i = 0; i + 1 < flat.length; i += 2) {
            marks.add(new Evidence.Mark(flat[i], flat[i + 1]));
        }
        return List.copyOf(marks);
    }
}
