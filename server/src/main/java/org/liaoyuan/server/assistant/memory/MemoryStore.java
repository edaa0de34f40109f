package org.liaoyuan.server.assistant.memory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Memories in the database: those of the {@link Tenant} who asks. */
@Repository
class MemoryStore {

    static final int MOST = 500;

    private final JdbcClient jdbc;

    MemoryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where something was said; nulls for what was written by hand. */
    record Source(@Nullable UUID conversation, @Nullable UUID message) {

        static final Source BY_HAND = new Source(null, null);
    }

    /** The newest first. */
    List<Memory> list() {
        return jdbc.sql("select * from memory where " + Tenant.OWN + " order by created_at desc, id")
                .params(Tenant.current().parameters())
                .query(MemoryStore::memory)
                .list();
    }

    Memory get(UUID id) {
        return jdbc.sql("select * from memory where id = :id and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("id", id)
                .query(MemoryStore::memory)
                .optional()
                .orElseThrow(
                        () -> RefusedException.absent("There is no memory " + id + "; it may have been forgotten"));
    }

    /** The newest of a slot; none for no slot. */
    Optional<Memory> ofSlot(String slot) {
        return slot.isEmpty()
                ? Optional.empty()
                : jdbc.sql("select * from memory where slot = :slot and " + Tenant.OWN
                                + " order by created_at desc, id limit 1")
                        .params(Tenant.current().parameters())
                        .param("slot", slot)
                        .query(MemoryStore::memory)
                        .optional();
    }

    /** The same words are the same memory. */
    Optional<Memory> ofText(String text) {
        return jdbc.sql("select * from memory where body = :body and " + Tenant.OWN + " limit 1")
                .params(Tenant.current().parameters())
                .param("body", text)
                .query(MemoryStore::memory)
                .optional();
    }

    static Memory memory(ResultSet row, int number) throws SQLException {
        var used = row.getTimestamp("last_used_at");
        return new Memory(
                row.getObject("id", UUID.class),
                row.getString("body"),
                MemoryKind.valueOf(row.getString("kind")),
                row.getBoolean("active"),
                row.getObject("conversation", UUID.class),
                row.getObject("message", UUID.class),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("changed_at").toInstant(),
                used == null ? null : used.toInstant());
    }

    /** @throws RefusedException if there are {@link #MOST} already */
    @Transactional
    Memory add(Fact fact, Source source) {
        Tenant owner = Tenant.current();
        // so that two at once don't both find the last place free
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 21))")
                .param("key", owner.organisation() + " " + owner.person())
                .query(rows -> {});
        if (list().size() >= MOST) {
            throw RefusedException.conflict("You have " + MOST + " memories; forget some first");
        }
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into memory (id, organisation, person, body, kind, slot, conversation, message)
                        values (:id, :organisation, :person, :body, :kind, :slot, :conversation, :message)""")
                .params(owner.parameters())
                .param("id", id)
                .param("body", fact.text())
                .param("kind", fact.kind().name())
                .param("slot", fact.slot())
                .param("conversation", source.conversation())
                .param("message", source.message())
                .update();
        return get(id);
    }

    void change(UUID id, Fact fact, boolean active) {
        jdbc.sql("""
                        update memory set vector = case when body = :body then vector end, body = :body, kind = :kind, slot = :slot,
                          active = :active, changed_at = now() where id = :id and\s""" + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("body", fact.text())
                .param("kind", fact.kind().name())
                .param("slot", fact.slot())
                .param("active", active)
                .param("id", id)
                .update();
    }

    String slot(UUID id) {
        return jdbc.sql("select slot from memory where id = :id and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("id", id)
                .query(String.class)
                .optional()
                .orElse("");
    }

    /** Gone from the database; answers that were given it say so. */
    void forget(UUID id) {
        jdbc.sql("delete from memory where id = :id and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("id", id)
                .update();
    }

    /** All, and what waits to be decided. What was refused stays refused. */
    @Transactional
    void forgetAll() {
        for (String table : List.of("memory", "memory_proposal")) {
            jdbc.sql("delete from " + table + " where " + Tenant.OWN)
                    .params(Tenant.current().parameters())
                    .update();
        }
    }

    MemorySetting setting() {
        return jdbc.sql("select active, proposes from memory_setting where " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .query((row, number) -> new MemorySetting(row.getBoolean("active"), row.getBoolean("proposes")))
                .optional()
                .orElse(MemorySetting.USUAL);
    }

    void set(MemorySetting setting) {
        jdbc.sql("""
                        insert into memory_setting (organisation, person, active, proposes)
                        values (:organisation, :person, :active, :proposes)
                        on conflict (organisation, person) do update set active = excluded.active, proposes = excluded.proposes""")
                .params(Tenant.current().parameters())
                .param("active", setting.active())
                .param("proposes", setting.proposes())
                .update();
    }
}
