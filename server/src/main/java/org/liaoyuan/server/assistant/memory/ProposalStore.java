package org.liaoyuan.server.assistant.memory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Facts that wait for a yes or a no, and what was answered with no: those of the {@link Tenant} who asks. */
@Repository
class ProposalStore {

    private static final int MOST_OPEN = 100;
    private static final int MOST_REFUSED = 1_000;

    private final JdbcClient jdbc;

    ProposalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One that waits, and the turn that it is of. */
    record Open(UUID id, UUID conversation, UUID turn, Fact fact) {}

    /** Not what was refused, waits already or is remembered; the oldest give way. */
    @Transactional
    void add(UUID turn, Fact fact) {
        jdbc.sql("""
                        insert into memory_proposal (id, organisation, person, turn, body, kind, slot, digest)
                        select :id, :organisation, :person, :turn, :body, :kind, :slot, :digest
                        where not exists (select from memory_refusal where digest = :digest and %1$s)
                          and not exists (select from memory where body = :body and %1$s)
                        on conflict do nothing""".formatted(Tenant.OWN))
                .params(Tenant.current().parameters())
                .param("id", UUID.randomUUID())
                .param("turn", turn)
                .param("body", fact.text())
                .param("kind", fact.kind().name())
                .param("slot", fact.slot())
                .param("digest", Digest.of(fact.text()))
                .update();
        trim("memory_proposal", MOST_OPEN);
    }

    private void trim(String table, int most) {
        jdbc.sql("""
                        delete from %1$s where %2$s and digest in (
                          select digest from %1$s where %2$s order by created_at desc, digest offset :most)""".formatted(table, Tenant.OWN))
                .params(Tenant.current().parameters())
                .param("most", most)
                .update();
    }

    List<Open> ofConversation(UUID conversation) {
        return jdbc.sql("""
                        select p.*, m.conversation_id from (select * from memory_proposal where %s) p join message m on m.id = p.turn
                        where m.conversation_id = :conversation order by p.created_at, p.id""".formatted(Tenant.OWN))
                .params(Tenant.current().parameters())
                .param("conversation", conversation)
                .query(ProposalStore::open)
                .list();
    }

    Open get(UUID id) {
        return jdbc.sql("""
                        select p.*, m.conversation_id from (select * from memory_proposal where %s) p join message m on m.id = p.turn
                        where p.id = :id""".formatted(Tenant.OWN))
                .params(Tenant.current().parameters())
                .param("id", id)
                .query(ProposalStore::open)
                .optional()
                .orElseThrow(() ->
                        RefusedException.absent("There is no proposal " + id + "; it may have been decided already"));
    }

    private static Open open(ResultSet row, int number) throws SQLException {
        return new Open(
                row.getObject("id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getObject("turn", UUID.class),
                new Fact(row.getString("body"), MemoryKind.valueOf(row.getString("kind")), row.getString("slot")));
    }

    void remove(UUID id) {
        jdbc.sql("delete from memory_proposal where id = :id and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("id", id)
                .update();
    }

    void removeAll() {
        jdbc.sql("delete from memory_proposal where " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .update();
    }

    /** It is not proposed again; only its digest stays. */
    @Transactional
    void refuse(UUID id) {
        jdbc.sql("""
                        insert into memory_refusal (organisation, person, digest)
                        select organisation, person, digest from memory_proposal where id = :id and %s
                        on conflict do nothing""".formatted(Tenant.OWN))
                .params(Tenant.current().parameters())
                .param("id", id)
                .update();
        remove(id);
        trim("memory_refusal", MOST_REFUSED);
    }
}
