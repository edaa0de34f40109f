package org.liaoyuan.server.space.index;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reciprocal rank fusion (Cormack, Clarke, Büttcher 2009): 1 / (60 + rank), summed over the lists. */
final class Fusion {

    private static final int K = 60;

    /** Which passage. */
    record Key(UUID document, int ordinal) {}

    private Fusion() {}

    /** The best first; among equals the order of ids, so that the same lists give the same answer. */
    static List<Hit> of(List<List<Key>> lists, int limit) {
        Map<Key, Double> scores = new HashMap<>();
        for (List<Key> list : lists) {
            for (int i = 0; i < list.size(); i++) {
                scores.merge(list.get(i), 1.0 / (K + i + 1), Double::sum);
            }
        }
        return scores.entrySet().stream()
                .map(e -> new Hit(e.getKey().document(), e.getKey().ordinal(), e.getValue()))
                .sorted(Comparator.comparingDouble((Hit hit) -> -hit.score())
                        .thenComparing(Hit::document)
                        .thenComparing(Hit::ordinal))
                .limit(limit)
                .toList();
    }
}
