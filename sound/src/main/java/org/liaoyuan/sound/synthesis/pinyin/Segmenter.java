package org.liaoyuan.sound.synthesis.pinyin;

import java.util.ArrayList;
import java.util.List;
import org.liaoyuan.sound.AudioException;

/**
 * Cuts Chinese text into words: of all ways to cut it into words of jieba's dictionary the likeliest (each word by its frequency),
 * then {@link NewWords} in what is left as single characters.
 */
final class Segmenter {

    /** Longer words are names of laws. */
    private static final int LONGEST = 16;

    private static final int LEAST_WORDS = 300_000;

    private final WordTable dictionary;
    private final NewWords newWords;
    private final double total;

    private Segmenter(WordTable dictionary, NewWords newWords, double total) {
        this.dictionary = dictionary;
        this.newWords = newWords;
        this.total = Math.log(total);
    }

    /** Reads jieba's dictionary and probabilities. */
    static Segmenter load() {
        WordTable dictionary = new WordTable();
        double[] total = new double[1];
        Resources.lines("/dict.txt", line -> {
            int word = line.indexOf(' ');
            int count = line.indexOf(' ', word + 1);
            if (word > 0 && count > 0) {
                int occurrences = Integer.parseInt(line.substring(word + 1, count));
                dictionary.put(line.substring(0, word), occurrences);
                total[0] += occurrences;
            }
        });
        if (dictionary.size() < LEAST_WORDS) {
            throw new AudioException("/dict.txt has " + dictionary.size()
                    + " words: another one than jieba's is before it on the class path");
        }
        NewWords newWords = new NewWords();
        Resources.lines("/prob_emit.txt", newWords::read);
        return new Segmenter(dictionary, newWords, total[0]);
    }

    boolean isWord(String word) {
        return dictionary.count(word, 0, word.length()) > 0;
    }

    /** The words of a run of Chinese characters, in order; together they are the run. */
    List<String> words(String run) {
        List<String> words = new ArrayList<>();
        int[] ends = likeliest(run);
        int singles = 0;
        for (int i = 0; i < run.length(); i = ends[i]) {
            if (ends[i] - i > 1) {
                addSingles(run.substring(singles, i), words);
                words.add(run.substring(i, ends[i]));
                singles = ends[i];
            }
        }
        addSingles(run.substring(singles), words);
        return words;
    }

    /** Where the word that begins at each character ends. */
    private int[] likeliest(String run) {
        double[] best = new double[run.length() + 1];
        int[] ends = new int[run.length()];
        for (int i = run.length() - 1; i >= 0; i--) {
            best[i] = Double.NEGATIVE_INFINITY;
            int most = Math.min(run.length(), i + Math.min(LONGEST, dictionary.longest()));
            for (int end = i + 1; end <= most; end++) {
                int count = dictionary.count(run, i, end);
                if (count > 0 || end == i + 1) {
                    double likelihood = Math.log(Math.max(1, count)) - total + best[end];
                    if (likelihood >= best[i]) {
                        best[i] = likelihood;
                        ends[i] = end;
                    }
                }
            }
        }
        return ends;
    }

    private void addSingles(String singles, List<String> words) {
        if (singles.length() < 2) {
            if (!singles.isEmpty()) {
                words.add(singles);
            }
        } else if (dictionary.count(singles, 0, singles.length()) > 0) {
            singles.chars().forEach(c -> words.add(Character.toString(c)));
        } else {
            words.addAll(newWords.cut(singles));
        }
    }
}
