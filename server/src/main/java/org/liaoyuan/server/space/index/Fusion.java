package org.liaoyuan.server.space.index;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One order out of two lists: how much of the question's words a passage holds, and how near it is in meaning, each brought to 0 … 1
 * and added.
 *
 * <p>The share of words says something by itself: where the best passage by words holds little of the question, meaning decides. The
 * weight is what {@code ./liaoyuan bench retrieval} found; ranks alone (RRF) did worse there than words alone.
 */
final class Fusion {

    /** What the nearest in meaning counts beside a passage that holds every word. */
    static final double MEANING = 0.1;

    /** Which passage. */
    record Key(UUID document, int ordinal) {}

    /** @param score 0 to 1 */
    record Found(Key key, double score) {

        /** Among equals the order of ids. */
        static final Comparator<Found> BEST_FIRST = Comparator.comparingDouble((Found found) -> -found.score)
                .thenComparing(found -> found.key.document)
                .thenComparing(found -> found.key.ordinal);
    }

    private Fusion() {}

    /** The best first; among equals the order of ids, so that the same lists give the same answer. */
    static List<Hit> of(List<Found> words, List<Found> meaning, double weight, int limit) {
        Map<Key, Double> byWords = scores(words);
        Map<Key, Double> byMeaning = scores(meaning);
        Map<Key, Double> scores = new HashMap<>();
        words.forEach(found -> scores.merge(found.key, found.score, Double::sum));
        double best = meaning.isEmpty() ? 0 : meaning.getFirst().score;
        double least = meaning.isEmpty() ? 0 : meaning.getLast().score;
        // the last of the list is as good as not found; the one of a list of one is the nearest all the same
        meaning.forEach(found -> scores.merge(
                found.key, weight * (best > least ? (found.score - least) / (best - least) : 1), Double::sum));
        return scores.entrySet().stream()
                .map(e -> new Hit(
                        e.getKey().document(),
                        e.getKey().ordinal(),
                        e.getValue(),
                        Math.min(1, byWords.getOrDefault(e.getKey(), 0.0)),
                        cosine(byMeaning.getOrDefault(e.getKey(), 0.5))))
                .sorted(Comparator.comparingDouble((Hit hit) -> -hit.score())
                        .thenComparing(Hit::document)
                        .thenComparing(Hit::ordinal))
                .limit(limit)
                .toList();
    }

    /** Lucene scores a product of two vectors of length 1 as half of it and one. */
    private static double cosine(double score) {
        return 2 * score - 1;
    }

    private static Map<Key, Double> scores(List<Found> list) {
        return list.stream().collect(Collectors.toMap(Found::key, Found::score, Math::max));
    }
}
