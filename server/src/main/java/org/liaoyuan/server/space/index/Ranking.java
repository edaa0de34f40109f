package org.liaoyuan.server.space.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.modulith.NamedInterface;

/**
 * The order of a few passages that are found and not kept: as {@link PassageIndex} orders those that are, by the share of the
 * question's words that each holds and by how near it is in meaning. How rare a word is, these passages alone say.
 */
@NamedInterface("index")
public final class Ranking {

    /** BM25's usual ones. */
    private static final double K1 = 1.2;

    private static final double B = 0.75;

    /**
     * A passage.
     *
     * @param document any id, of which {@link Hit} tells
     * @param title what stands above it
     */
    @NamedInterface("index")
    public record Candidate(UUID document, int ordinal, String title, String text) {

        private Fusion.Key key() {
            return new Fusion.Key(document, ordinal);
        }
    }

    private Ranking() {}

    /** Those that hold a word of the question, the best first. */
    public static List<Hit> byWords(String question, List<Candidate> candidates, int limit) {
        return Fusion.of(words(question, candidates), List.of(), Fusion.MEANING, limit);
    }

    /**
     * By words and by meaning.
     *
     * @param nearness 0 to 1, of some of the candidates
     */
    public static List<Hit> fused(
            String question, List<Candidate> candidates, Map<Candidate, Double> nearness, int limit) {
        List<Fusion.Found> meaning = nearness.entrySet().stream()
                .map(each -> new Fusion.Found(each.getKey().key(), each.getValue()))
                .sorted((a, b) -> Double.compare(b.score(), a.score()))
                .toList();
        return Fusion.of(words(question, candidates), meaning, Fusion.MEANING, limit);
    }

    private static List<Fusion.Found> words(String question, List<Candidate> candidates) {
        Map<Fusion.Key, Double> scores = new HashMap<>();
        double most = add(scores, Words.TEXT, 1, question, candidates, false)
                + add(scores, Words.PAIRS, 0.5, question, candidates, false);
        add(scores, Words.TEXT, 0.5, question, candidates, true);
        if (most == 0) {
            return List.of();
        }
        List<Fusion.Found> found = new ArrayList<>();
        scores.forEach((key, score) -> found.add(new Fusion.Found(key, score / most)));
        return found;
    }

    /** Adds what the words of one kind give each; the sum is more than any passage is given. */
    private static double add(
            Map<Fusion.Key, Double> scores,
            String field,
            double weight,
            String question,
            List<Candidate> candidates,
            boolean titles) {
        Set<String> asked = Words.of(field, question);
        List<Map<String, Integer>> counts = new ArrayList<>();
        double length = 0;
        for (Candidate candidate : candidates) {
            Map<String, Integer> count = Words.counts(field, titles ? candidate.title() : candidate.text());
            counts.add(count);
            length += size(count);
        }
        double average = Math.max(1, length / Math.max(1, candidates.size()));
        double sum = 0;
        for (String word : new HashSet<>(asked)) {
            long having = counts.stream().filter(c -> c.containsKey(word)).count();
            double rarity = weight * Math.log(1 + (candidates.size() - having + 0.5) / (having + 0.5));
            sum += rarity;
            for (int i = 0; i < counts.size(); i++) {
                Map<String, Integer> count = counts.get(i);
                double times = count.getOrDefault(word, 0);
                if (times > 0) {
                    double norm = K1 * (1 - B + B * size(count) / average);
                    scores.merge(candidates.get(i).key(), rarity * times / (times + norm), Double::sum);
                }
            }
        }
        return sum;
    }

    private static int size(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
