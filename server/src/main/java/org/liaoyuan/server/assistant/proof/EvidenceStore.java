package org.liaoyuan.server.assistant.proof;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.liaoyuan.server.space.SpaceCollections;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Evidence in the database, with the answers that were shown it: those of the {@link Tenant} who asks. What they were shown of a
 * collection is not copied here: it is read where it stands, by who may read it there at that moment.
 */
@Repository
public class EvidenceStore {

    private static final String SELECT = """
            select e.*, d.name, c.headings as now_headings, c.page as now_page, c.body as now_body from (select * from evidence where %s) e
              left join space_chunk c on c.document = e.document and c.ordinal = e.ordinal and c.collection = e.collection
                and c.collection in (%s)
              left join space_document d on d.id = c.document""".formatted(Tenant.OWN, SpaceCollections.READABLE);

    private final JdbcClient jdbc;

    EvidenceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps what an answer was shown. */
    @Transactional
    public void add(UUID message, List<Evidence> all) {
        for (Evidence each : all) {
            boolean isCopied = each.kind() != EvidenceSource.Kind.COLLECTIONS;
            // a document that was deleted in between must not come back here
            jdbc.sql("""
                            insert into evidence (message, number, organisation, person, kind, document, collection, version, ordinal, address,
                              title, headings, page, body, score, marks)
                            select id, :number, organisation, person, :kind, :document, :collection, :version, :ordinal, :address,
                              :title, :headings, :page, :body, :score, :marks from message where id = :message and\s""" + Tenant.OWN)
                    .params(Tenant.current().parameters())
                    .param("message", message)
                    .param("number", each.number())
                    .param("kind", each.kind().name())
                    .param("document", each.document())
                    .param("collection", each.collection())
                    .param("version", each.version())
                    .param("ordinal", each.ordinal())
                    .param("address", each.address())
                    .param("title", isCopied ? each.title() : "")
                    .param("headings", isCopied ? each.headings().toArray(String[]::new) : new String[0])
                    .param("page", isCopied ? each.page() : null)
                    .param("body", isCopied ? each.text() : "")
                    .param("score", each.score())
                    .param("marks", flat(each.marks()))
                    .update();
        }
        jdbc.sql("""
                        update evidence e set deleted = true, body = '', headings = '{}', marks = '{}' where message = ?
                          and kind = 'MATERIAL' and not exists (select from space_document d where d.id = e.document)""").param(message).update();
    }

    /** Of all answers of a conversation, by answer. */
    public Map<UUID, List<Evidence>> ofConversation(UUID conversation) {
        Map<UUID, List<Evidence>> all = new HashMap<>();
        jdbc.sql("""
%s join message m on m.id = e.message
                        where m.conversation_id = :conversation order by e.number""".formatted(SELECT))
                .params(Tenant.current().parameters())
                .param("conversation", conversation)
                .query((row, number) -> all.computeIfAbsent(
                                row.getObject("message", UUID.class), id -> new ArrayList<>())
                        .add(evidence(row, number)))
                .list();
        return all;
    }

    public List<Evidence> ofMessage(UUID message) {
        return jdbc.sql(SELECT + " where e.message = :message order by e.number")
                .params(Tenant.current().parameters())
                .param("message", message)
                .query(EvidenceStore::evidence)
                .list();
    }

    private static Evidence evidence(ResultSet row, int number) throws SQLException {
        EvidenceSource.Kind kind = EvidenceSource.Kind.valueOf(row.getString("kind"));
        boolean isThere = row.getString("now_body") != null;
        String now = kind == EvidenceSource.Kind.COLLECTIONS && isThere ? "now_" : "";
        boolean deleted = row.getBoolean("deleted");
        boolean withheld = kind == EvidenceSource.Kind.COLLECTIONS && !isThere && !deleted;
        return new Evidence(
                row.getInt("number"),
                kind,
                row.getObject("document", UUID.class),
                row.getObject("collection", UUID.class),
                row.getObject("version", Integer.class),
                row.getObject("ordinal", Integer.class),
                row.getString("address"),
                row.getString(now.isEmpty() ? "title" : "name"),
                List.of((String[]) row.getArray(now + "headings").getArray()),
                row.getObject(now + "page", Integer.class),
                row.getString(now + "body"),
                row.getDouble("score"),
                withheld ? List.of() : marks((Integer[]) row.getArray("marks").getArray()),
                deleted,
                withheld);
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
