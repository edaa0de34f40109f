package org.liaoyuan.server.assistant;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes conversations from elsewhere conversations of whoever asks. */
@Component
class ConversationImport {

    private final JdbcClient jdbc;

    ConversationImport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it is new here; what is here already stays as it is. */
    @Transactional
    boolean add(Imported conversation) {
        Tenant owner = Tenant.current();
        UUID id = id(owner, conversation.key(), "");
        int added = jdbc.sql("""
                        insert into conversation (id, title, model, created_at, updated_at, organisation, person)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing""")
                .params(
                        id,
                        conversation.title(),
                        ModelService.DEFAULT,
                        Timestamp.from(conversation.createdAt()),
                        Timestamp.from(conversation.updatedAt()),
                        owner.organisation(),
                        owner.person())
                .update();
        if (added == 0) {
            return false;
        }
        Map<String, UUID> ids = new HashMap<>();
        for (Imported.Turn turn : conversation.turns()) {
            UUID message = id(owner, conversation.key(), turn.key());
            ids.put(turn.key(), message);
            add(id, message, turn.parent() == null ? null : ids.get(turn.parent()), turn, owner);
        }
        return true;
    }

    private void add(UUID conversation, UUID id, @Nullable UUID parent, Imported.Turn turn, Tenant owner) {
        jdbc.sql("""
                        insert into message (id, conversation_id, parent_id, role, content, model, finish_reason, created_at,
                          organisation, person)
                        values (:id, :conversation, :parent, :role, :content, :model, :reason, :at, :organisation, :person)""")
                .param("id", id)
                .param("conversation", conversation)
                .param("parent", parent)
                .param("role", turn.role())
                .param("content", turn.content())
                .param("model", turn.model())
                .param("reason", turn.role().equals("assistant") ? "stop" : null)
                .param("at", Timestamp.from(turn.createdAt()))
                .param("organisation", owner.organisation())
                .param("person", owner.person())
                .update();
    }

    /** The same for the same, so that importing twice adds nothing; another person's is another one. */
    private static UUID id(Tenant owner, String conversation, String turn) {
        String name = String.join("\u0000", owner.organisation(), owner.person(), conversation, turn);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
