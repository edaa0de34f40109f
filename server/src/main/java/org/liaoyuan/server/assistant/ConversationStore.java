package org.liaoyuan.server.assistant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.assistant.proof.Evidence;
import org.liaoyuan.server.assistant.proof.EvidenceSource;
import org.liaoyuan.server.assistant.proof.EvidenceStore;
import org.liaoyuan.server.assistant.proof.Proof;
import org.liaoyuan.server.model.Cost;
import org.liaoyuan.server.space.SpaceFilter;
import org.liaoyuan.server.store.LikePattern;
import org.liaoyuan.server.store.Node;
import org.liaoyuan.server.store.Tenant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Conversations in the database: those of the {@link Tenant} who asks. */
@Repository
class ConversationStore {

    private final JdbcClient jdbc;
    private final Node node;
    private final EvidenceStore evidence;
    private final JsonMapper json;

    ConversationStore(JdbcClient jdbc, Node node, EvidenceStore evidence, JsonMapper json) {
        this.evidence = evidence;
        this.json = json;
        this.jdbc = jdbc;
        this.node = node;
    }

    /** With whom and how a conversation is had; null stands for none. */
    record Manner(
            @Nullable String assistant,
            @Nullable String persona,
            @Nullable String language) {

        static final Manner PLAIN = new Manner(null, null, null);
    }

    Conversation create(String title, String model, Manner manner) {
        UUID id = UUID.randomUUID();
        Tenant owner = Tenant.current();
        jdbc.sql("""
                        insert into conversation (id, title, model, organisation, person, assistant, persona, language)
                        values (:id, :title, :model, :organisation, :person, :assistant, :persona, :language)""")
                .params(owner.parameters())
                .param("id", id)
                .param("title", title)
                .param("model", model)
                .param("assistant", manner.assistant())
                .param("persona", manner.persona())
                .param("language", manner.language())
                .update();
        return get(id);
    }

    /** Newest first, without messages; those whose title or text holds the words, if there are any. */
    List<Conversation> list(String words, int limit) {
        String pattern = LikePattern.holding(words);
        return jdbc.sql("""
                        select c.id, c.title, c.model, c.assistant, c.persona, c.language, c.created_at, c.updated_at from conversation c
                        where (:words = '' or c.title ilike :pattern
                           or exists (select 1 from message m where m.conversation_id = c.id and m.content ilike :pattern))
                          and\s""" + Tenant.OWN + """
                         order by c.updated_at desc limit :limit""")
                .params(Tenant.current().parameters())
                .param("words", words)
                .param("pattern", pattern)
                .param("limit", limit)
                .query(ConversationStore::conversation)
                .list();
    }

    Conversation get(UUID id) {
        Conversation conversation = jdbc.sql("select * from conversation where id = :id and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("id", id)
                .query(ConversationStore::conversation)
                .optional()
                .orElseThrow(() -> new NotFoundException("conversation", id));
        Map<UUID, List<Evidence>> shown = evidence.ofConversation(id);
        List<Message> messages = jdbc
                .sql("select * from message where conversation_id = ? order by created_at, id")
                .param(id)
                .query(this::turn)
                .list()
                .stream()
                .map(message -> message.withEvidence(shown.getOrDefault(message.id(), List.of())))
                .toList();
        return conversation.withMessages(messages);
    }

    private static Conversation conversation(ResultSet row, int number) throws SQLException {
        return new Conversation(
                row.getObject("id", UUID.class),
                row.getString("title"),
                row.getString("model"),
                row.getString("assistant"),
                row.getString("persona"),
                row.getString("language"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                List.of());
    }

    private Message turn(ResultSet row, int number) throws SQLException {
        return new Message(
                row.getObject("id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getObject("parent_id", UUID.class),
                row.getString("role"),
                row.getString("content"),
                row.getString("model"),
                row.getString("finish_reason"),
                row.getObject("prompt_tokens", Integer.class),
                row.getObject("completion_tokens", Integer.class),
                row.getObject("tokens_per_second", Double.class),
                row.getObject("duration_ms", Long.class),
                row.getObject("joules", Double.class),
                row.getObject("joules_measured", Boolean.class),
                row.getObject("yuan", Double.class),
                kinds((String[]) row.getArray("sources").getArray()),
                Set.of((UUID[]) row.getArray("collections").getArray()),
                material(row.getString("material")),
                row.getInt("left_out"),
                List.of(),
                proof(row.getString("proof")),
                row.getTimestamp("created_at").toInstant());
    }

    private static Set<EvidenceSource.Kind> kinds(String[] stored) {
        return Arrays.stream(stored)
                .map(EvidenceSource.Kind::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(EvidenceSource.Kind.class)));
    }

    private @Nullable SpaceFilter material(@Nullable String stored) {
        return stored == null ? null : json.readValue(stored, SpaceFilter.class);
    }

    private @Nullable Proof proof(@Nullable String stored) {
        return stored == null ? null : json.readValue(stored, Proof.class);
    }

    void rename(UUID id, @Nullable String title, @Nullable String model) {
        int changed = jdbc.sql(
                        "update conversation set title = coalesce(:title, title), model = coalesce(:model, model) where id = :id and "
                                + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("title", title)
                .param("model", model)
                .param("id", id)
                .update();
        if (changed == 0) {
            throw new NotFoundException("conversation", id);
        }
    }

    /** Goes on with another assistant or persona; what is null stays, what is empty goes. */
    void change(UUID id, @Nullable String assistant, @Nullable String persona) {
        jdbc.sql("update conversation set assistant = nullif(coalesce(:assistant, assistant), ''),"
                        + " persona = nullif(coalesce(:persona, persona), '') where id = :id and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("assistant", assistant)
                .param("persona", persona)
                .param("id", id)
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from conversation where id = :id and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("id", id)
                .update();
    }

    /** Whether there is such a conversation for who asks. */
    boolean has(UUID id) {
        return jdbc.sql("select exists (select from conversation where id = :id and " + Tenant.OWN + ")")
                .params(Tenant.current().parameters())
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    Message message(UUID id) {
        return jdbc.sql("select * from message where id = :id and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("id", id)
                .query(this::turn)
                .optional()
                .orElseThrow(() -> new NotFoundException("message", id))
                .withEvidence(evidence.ofMessage(id));
    }

    Message add(UUID conversation, @Nullable UUID parent, String role, String content, @Nullable String model) {
        return add(conversation, parent, role, content, model, Chosen.NOTHING);
    }

    /**
     * Adds a turn.
     *
     * @param id chosen for it, or null
     * @throws IllegalArgumentException if another message has this id
     */
    @Transactional
    Message addTurn(UUID conversation, @Nullable UUID id, @Nullable UUID parent, String content, Chosen chosen) {
        try {
            return add(id == null ? UUID.randomUUID() : id, conversation, parent, "user", content, null, chosen);
        } catch (DuplicateKeyException e) {
            throw new IllegalArgumentException(
                    "id " + id + " is taken, perhaps by this very turn, just now: ask for the conversation", e);
        }
    }

    /** Adds the beginning of an answer, and what it is made with. */
    @Transactional
    Message add(
            UUID conversation,
            @Nullable UUID parent,
            String role,
            String content,
            @Nullable String model,
            Chosen chosen) {
        return add(UUID.randomUUID(), conversation, parent, role, content, model, chosen);
    }

    private Message add(
            UUID id,
            UUID conversation,
            @Nullable UUID parent,
            String role,
            String content,
            @Nullable String model,
            Chosen chosen) {
        int added = jdbc.sql("""
                        insert into message (id, conversation_id, parent_id, role, content, model, node, sources, collections, material, organisation, person)
                        select :id, id, :parent, :role, :content, :model, :node, :sources, :collections, :material::jsonb, organisation, person from conversation
                        where id = :conversation and\s""" + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("id", id)
                .param("conversation", conversation)
                .param("parent", parent)
                .param("role", role)
                .param("content", content)
                .param("model", model)
                .param("node", node.id())
                .param("sources", chosen.sources().stream().map(Enum::name).toArray(String[]::new))
                .param("collections", chosen.collections().toArray(UUID[]::new))
                .param("material", chosen.material().narrows() ? json.writeValueAsString(chosen.material()) : null)
                .update();
        if (added == 0) {
            throw new NotFoundException("conversation", conversation);
        }
        jdbc.sql("update conversation set updated_at = now() where id = ?")
                .param(conversation)
                .update();
        return message(id);
    }

    /** Keeps how many turns an answer was made without. */
    void leaveOut(UUID message, int turns) {
        jdbc.sql("update message set left_out = ? where id = ?")
                .params(turns, message)
                .update();
    }

    /** Keeps what an answer stands on. */
    void prove(UUID message, Proof proof) {
        jdbc.sql("update message set proof = ?::jsonb where id = ?")
                .params(json.writeValueAsString(proof), message)
                .update();
    }

    /** Keeps what has been said so far of an answer. */
    void keep(UUID message, String content) {
        jdbc.sql("update message set content = ? where id = ? and finish_reason is null")
                .params(content, message)
                .update();
    }

    Message finish(UUID message, String content, String reason, @Nullable Cost cost, @Nullable Double tokensPerSecond) {
        jdbc.sql("""
                        update message set content = :content, finish_reason = :reason, prompt_tokens = :prompt,
                          completion_tokens = :completion, tokens_per_second = :rate, duration_ms = :duration,
                          joules = :joules, joules_measured = :measured, yuan = :yuan where id = :id""")
                .param("content", content)
                .param("reason", reason)
                .param("prompt", cost == null ? null : cost.usage().promptTokens())
                .param("completion", cost == null ? null : cost.usage().completionTokens())
                .param("rate", tokensPerSecond)
                .param("duration", cost == null ? null : cost.usage().total().toMillis())
                .param("joules", cost == null ? null : cost.joules())
                .param("measured", cost == null ? null : cost.measured())
                .param("yuan", cost == null ? null : cost.yuan())
                .param("id", message)
                .update();
        return message(message);
    }

    /** Answers that say they are being made, by a process that is no longer there, were cut off with it. */
    int markInterrupted() {
        return Tenant.SYSTEM.ask(() -> jdbc.sql(
                        "update message set finish_reason = 'interrupted' where role = 'assistant' and finish_reason is null"
                                + " and (node is null or node not in (" + Node.PRESENT + "))")
                .update());
    }
}
