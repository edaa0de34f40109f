package org.liaoyuan.server.assistant.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.ledger.BudgetExceededException;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.UnknownModelException;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What memories and questions mean, as vectors of length 1; those of memories are kept beside them. Booked on who asks. */
@Component
class Vectors {

    private static final String MODEL = "bge-small-zh";

    /** As many as are embedded for one question; the others follow with the next ones. */
    private static final int AT_ONCE = 16;

    /** More of a question says no more of what it is about. */
    private static final int MOST_OF_QUESTION = 400;

    private final ModelService models;
    private final JdbcClient jdbc;

    Vectors(ModelService models, JdbcClient jdbc) {
        this.models = models;
        this.jdbc = jdbc;
    }

    /** Cosines of these memories with a question, by their ids; empty where there is no model or budget for it. */
    Map<UUID, Double> nearness(Identity who, String question, List<Memory> memories) {
        try {
            Map<UUID, float[]> known = known();
            List<Memory> missing = memories.stream()
                    .filter(memory -> !known.containsKey(memory.id()))
                    .limit(AT_ONCE)
                    .toList();
            if (!missing.isEmpty()) {
                List<float[]> made =
                        embed(who, missing.stream().map(Memory::text).toList());
                for (int i = 0; i < missing.size(); i++) {
                    keep(missing.get(i), made.get(i));
                    known.put(missing.get(i).id(), made.get(i));
                }
            }
            String asked = question.substring(0, Math.min(question.length(), MOST_OF_QUESTION));
            float[] wanted = embed(who, List.of(asked)).getFirst();
            Map<UUID, Double> cosines = new HashMap<>();
            memories.forEach(memory -> Optional.ofNullable(known.get(memory.id()))
                    .ifPresent(vector -> cosines.put(memory.id(), cosine(vector, wanted))));
            return cosines;
        } catch (BudgetExceededException | ModelNotReadyException | UnknownModelException | EngineException e) {
            return Map.of(); // an answer without them is better than none
        }
    }

    private List<float[]> embed(Identity who, List<String> texts) {
        return models.embed(MODEL, texts, Caller.of(who)).vectors();
    }

    private Map<UUID, float[]> known() {
        Map<UUID, float[]> all = new HashMap<>();
        jdbc.sql("select id, vector from memory where vector is not null and active and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .query(row -> {
                    all.put(row.getObject("id", UUID.class), floats(row.getBytes("vector")));
                });
        return all;
    }

    private void keep(Memory memory, float[] vector) {
        jdbc.sql("update memory set vector = :vector where id = :id and body = :body and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("vector", bytes(vector))
                .param("id", memory.id())
                .param("body", memory.text())
                .update();
    }

    private static byte[] bytes(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    private static float[] floats(byte[] bytes) {
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }

    static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
