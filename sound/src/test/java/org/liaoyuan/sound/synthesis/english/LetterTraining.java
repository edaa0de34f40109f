package org.liaoyuan.sound.synthesis.english;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns the table of {@link LetterToSound} from a dictionary: letters and sounds are aligned by expectation maximisation (a letter
 * has none to three sounds; a stress mark belongs to its vowel), then of each neighbourhood the commonest sound is kept where
 * it differs from what a narrower neighbourhood says.
 */
final class LetterTraining {

    private static final int MOST_SOUNDS = 3;
    private static final int ROUNDS = 5;

    private final Map<Character, Map<String, Double>> chances = new HashMap<>();

    /** A word and its sounds, a stress mark and its vowel being one. */
    private record Example(String letters, List<String> sounds) {}

    static Map<String, String> learn(Map<String, String> dictionary, int support) {
        List<Example> examples = new ArrayList<>();
        new TreeMap<>(dictionary).forEach((word, phonemes) -> {
            List<String> sounds = sounds(phonemes);
            if (word.matches("[a-z]{2,24}") && sounds.size() <= MOST_SOUNDS * word.length()) {
                examples.add(new Example(word, sounds));
            }
        });
        LetterTraining training = new LetterTraining();
        for (int round = 0; round < ROUNDS; round++) {
            training.round(examples);
        }
        return training.table(examples, support);
    }

    static List<String> sounds(String phonemes) {
        List<String> sounds = new ArrayList<>();
        String mark = "";
        for (char c : phonemes.toCharArray()) {
            if (c == Sounds.PRIMARY || c == Sounds.SECONDARY) {
                mark = Character.toString(c);
            } else {
                boolean takes = !mark.isEmpty() && Sounds.isVowel(c);
                sounds.add(takes ? mark + c : Character.toString(c));
                mark = takes ? "" : mark;
            }
        }
        return sounds;
    }

    private void round(List<Example> examples) {
        Map<Character, Map<String, Double>> counts = new HashMap<>();
        for (Example example : examples) {
            String[] aligned = align(example);
            for (int i = 0; i < aligned.length; i++) {
                counts.computeIfAbsent(example.letters.charAt(i), c -> new HashMap<>())
                        .merge(aligned[i], 1.0, Double::sum);
            }
        }
        chances.clear();
        counts.forEach((letter, sounds) -> {
            double all = sounds.values().stream().mapToDouble(d -> d).sum();
            Map<String, Double> logarithms = new HashMap<>();
            sounds.forEach((sound, count) -> logarithms.put(sound, Math.log(count / all)));
            chances.put(letter, logarithms);
        });
    }

    /** The sounds of each letter, likeliest as far as is known. */
    private String[] align(Example example) {
        int letters = example.letters.length();
        int all = example.sounds.size();
        double[][] best = new double[letters + 1][all + 1];
        int[][] taken = new int[letters + 1][all + 1];
        for (double[] row : best) {
            java.util.Arrays.fill(row, Double.NEGATIVE_INFINITY);
        }
        best[0][0] = 0;
        for (int i = 1; i <= letters; i++) {
            for (int j = 0; j <= all; j++) {
                for (int n = 0; n <= Math.min(MOST_SOUNDS, j); n++) {
                    double likelihood = best[i - 1][j - n]
                            + chance(
                                    example.letters.charAt(i - 1),
                                    String.join("", example.sounds.subList(j - n, j)),
                                    n);
                    if (likelihood > best[i][j]) {
                        best[i][j] = likelihood;
                        taken[i][j] = n;
                    }
                }
            }
        }
        String[] aligned = new String[letters];
        for (int i = letters, j = all; i > 0; i--) {
            int n = taken[i][j];
            aligned[i - 1] = String.join("", example.sounds.subList(j - n, j));
            j -= n;
        }
        return aligned;
    }

    private double chance(char letter, String sounds, int number) {
        Map<String, Double> known = chances.get(letter);
        if (known == null) { // the first round: one sound a letter, and vowels for vowels
            boolean vowels = "aeiouy".indexOf(letter) >= 0;
            boolean alike = number != 1 || vowels == Sounds.hasVowel(sounds) || letter == 'y';
            return (number == 1 ? -1 : number == 0 ? -2 : -4) - (alike ? 0 : 3);
        }
        return known.getOrDefault(sounds, -14.0);
    }

    private Map<String, String> table(List<Example> examples, int support) {
        List<String[]> aligned = examples.stream().map(this::align).toList();
        Map<String, String> table = new TreeMap<>();
        for (int width = 1; width <= LetterToSound.WIDEST; width++) {
            Map<String, Map<String, Integer>> seen = new HashMap<>();
            for (int e = 0; e < examples.size(); e++) {
                String letters = examples.get(e).letters;
                for (int i = 0; i < letters.length(); i++) {
                    String key = LetterToSound.key(letters, i).substring(0, width);
                    seen.computeIfAbsent(key, k -> new HashMap<>(2)).merge(aligned.get(e)[i], 1, Integer::sum);
                }
            }
            Map<String, String> wider = new HashMap<>();
            seen.forEach((key, sounds) -> {
                var most = sounds.entrySet().stream()
                        .max(Comparator.<Map.Entry<String, Integer>>comparingInt(Map.Entry::getValue)
                                .thenComparing(Map.Entry::getKey))
                        .orElseThrow();
                if (most.getValue() >= support && !most.getKey().equals(narrower(table, key))) {
                    wider.put(key, most.getKey());
                }
            });
            table.putAll(wider);
        }
        return table;
    }

    private static String narrower(Map<String, String> table, String key) {
        for (int width = key.length() - 1; width > 0; width--) {
            String sound = table.get(key.substring(0, width));
            if (sound != null) {
                return sound;
            }
        }
        return null;
    }
}
