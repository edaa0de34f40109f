package org.liaoyuan.server.assistant.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.assistant.frame.Language;
import org.springframework.stereotype.Component;

/** Chooses the memories that an answer is given: those that always matter, and the few that are near to the question. */
@Component
class Recall {

    private static final int MOST_ALWAYS = 10;
    private static final int MOST_NEAR = 3;

    /** Of all in one prompt. */
    private static final int MOST_CHARACTERS = 900;

    /** Cosine of bge-small-zh between Chinese texts; measured by {@code RecallTest}. */
    private static final double NEAR_CHINESE = 0.43;

    /** To it all English texts are alike: where one of the two is English, more is asked. */
    private static final double NEAR_OTHERWISE = 0.57;

    private final MemoryStore store;
    private final Vectors vectors;

    Recall(MemoryStore store, Vectors vectors) {
        this.store = store;
        this.vectors = vectors;
    }

    Recalled of(Identity who, String question) {
        List<Memory> active = store.list().stream().filter(Memory::active).toList();
        List<Memory> chosen = new ArrayList<>(active.stream()
                .filter(memory -> memory.kind().isAlwaysRelevant())
                .limit(MOST_ALWAYS)
                // the oldest first: the text begins as it did before another came
                .sorted(Comparator.comparing(Memory::createdAt).thenComparing(Memory::id))
                .toList());
        List<Memory> others = active.stream()
                .filter(memory -> !memory.kind().isAlwaysRelevant())
                .toList();
        if (!others.isEmpty()) {
            Map<UUID, Double> nearness = vectors.nearness(who, question, others);
            others.stream()
                    .filter(memory -> isNear(question, memory.text(), nearness.getOrDefault(memory.id(), 0.0)))
                    .sorted(Comparator.comparing((Memory memory) -> -nearness.getOrDefault(memory.id(), 0.0))
                            .thenComparing(Memory::id))
                    .limit(MOST_NEAR)
                    .forEach(chosen::add);
        }
        return new Recalled(within(chosen));
    }

    static boolean isNear(String question, String memory, double cosine) {
        boolean chinese = Language.of(null, question) == Language.ZH && Language.of(null, memory) == Language.ZH;
        return cosine >= (chinese ? NEAR_CHINESE : NEAR_OTHERWISE);
    }

    private static List<Memory> within(List<Memory> chosen) {
        int characters = 0;
        List<Memory> fitting = new ArrayList<>();
        for (Memory memory : chosen) {
            if (characters + memory.text().length() <= MOST_CHARACTERS) {
                characters += memory.text().length();
                fitting.add(memory);
            }
        }
        return fitting;
    }
}
