package org.liaoyuan.server.assistant.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which answers were given which memories, and which conversations are held without: those of the {@link Tenant} who asks. */
@Repository
class UseStore {

    private final JdbcClient jdbc;

    UseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One that an answer was given.
     *
     * @param id null: it was forgotten since
     */
    record Used(@Nullable UUID id, @Nullable String text) {}

    @Transactional
    void add(UUID answer, List<UUID> memories) {
        for (int i = 0; i < memories.size(); i++) {
            // one that was forgotten in between was given all the same
            jdbc.sql("""
                            insert into memory_use (answer, ordinal, organisation, person, memory)
                            values (:answer, :ordinal, :organisation, :person, (select id from memory where id = :memory and %s))""".formatted(Tenant.OWN))
                    .params(Tenant.current().parameters())
                    .param("answer", answer)
                    .param("ordinal", i + 1)
                    .param("memory", memories.get(i))
                    .update();
            jdbc.sql("update memory set last_used_at = now() where id = :memory and " + Tenant.OWN)
                    .params(Tenant.current().parameters())
                    .param("memory", memories.get(i))
                    .update();
        }
    }

    /** By answer, in the order in which they were given. */
    Map<UUID, List<Used>> ofConversation(UUID conversation) {
        Map<UUID, List<Used>> all = new TreeMap<>();
        jdbc.sql("""
                        select u.answer, u.memory, m.body from (select * from memory_use where %s) u
                          join message a on a.id = u.answer left join memory m on m.id = u.memory
                        where a.conversation_id = :conversation order by u.answer, u.ordinal""".formatted(Tenant.OWN))
                .params(Tenant.current().parameters())
                .param("conversation", conversation)
                .query(row -> {
                    all.computeIfAbsent(row.getObject("answer", UUID.class), answer -> new ArrayList<>())
                            .add(new Used(row.getObject("memory", UUID.class), row.getString("body")));
                });
        return all;
    }

    /** Whether there is such a conversation, and it is not held without. */
    boolean isOn(UUID conversation) {
        return jdbc.sql("""
                        select exists (select from conversation where id = :conversation and %1$s)
                          and not exists (select from conversation_without_memory where conversation = :conversation and %1$s)""".formatted(Tenant.OWN))
                .params(Tenant.current().parameters())
                .param("conversation", conversation)
                .query(Boolean.class)
                .single();
    }

    boolean hasConversation(UUID conversation) {
        return jdbc.sql("select exists (select from conversation where id = :conversation and " + Tenant.OWN + ")")
                .params(Tenant.current().parameters())
                .param("conversation", conversation)
                .query(Boolean.class)
                .single();
    }

    void switchOn(UUID conversation, boolean on) {
        String sql = on
                ? "delete from conversation_without_memory where conversation = :conversation and " + Tenant.OWN
                : """
                        insert into conversation_without_memory (conversation, organisation, person)
                        select id, organisation, person from conversation where id = :conversation and %s
                        on conflict do nothing""".formatted(Tenant.OWN);
        jdbc.sql(sql)
                .params(Tenant.current().parameters())
                .param("conversation", conversation)
                .update();
    }
}
