package org.liaoyuan.sound.synthesis.pinyin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words that no dictionary has, by a hidden Markov model over characters: each begins a word, ends one, stands inside one or is one.
 * The probabilities are jieba's.
 */
final class NewWords {

    private static final int BEGIN = 0;
    private static final int MIDDLE = 1;
    private static final int END = 2;
    private static final int SINGLE = 3;
    private static final String NAMES = "BMES";
    private static final double NEVER = -3.14e100;

    private static final double[] START = {-0.26268660809250016, NEVER, NEVER, -1.4652633398537678};
    /** The logarithm of the probability of a state (column) after another (row). */
    private static final double[][] NEXT = {
        {NEVER, -0.916290731874155, -0.510825623765990, NEVER},
        {NEVER, -1.2603623820268226, -0.33344856811948514, NEVER},
        {-0.5897149736854513, NEVER, NEVER, -0.8085250474669937},
        {-0.7211965654669841, NEVER, NEVER, -0.6658631448798212}
    };

    private final List<Map<Character, Float>> emissions =
            List.of(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    private int reading = -1;

    /** A line of the file: the name of a state, or a character and the logarithm of its probability in the state named before. */
    void read(String line) {
        if (line.length() == 1) {
            reading = NAMES.indexOf(line);
        } else if (reading >= 0 && line.length() > 2 && line.charAt(1) == '\t') {
            emissions.get(reading).put(line.charAt(0), Float.parseFloat(line.substring(2)));
        }
    }

    /** Cuts a run of characters by the likeliest states (Viterbi). */
    List<String> cut(String run) {
        int length = run.length();
        double[][] best = new double[length][4];
        int[][] from = new int[length][4];
        for (int i = 0; i < length; i++) {
            for (int state = 0; state < 4; state++) {
                double emission = emissions.get(state).getOrDefault(run.charAt(i), Float.NEGATIVE_INFINITY);
                emission = Double.isInfinite(emission) ? NEVER : emission;
                if (i == 0) {
                    best[i][state] = START[state] + emission;
                } else {
                    from[i][state] = previous(best[i - 1], state);
                    best[i][state] = best[i - 1][from[i][state]] + NEXT[from[i][state]][state] + emission;
                }
            }
        }
        return words(run, states(best, from));
    }

    private static int previous(double[] before, int state) {
        int first = state == BEGIN || state == SINGLE ? END : BEGIN;
        int second = state == BEGIN || state == SINGLE ? SINGLE : MIDDLE;
        return before[second] + NEXT[second][state] >= before[first] + NEXT[first][state] ? second : first;
    }

    private static int[] states(double[][] best, int[][] from) {
        int last = best.length - 1;
        int[] states = new int[best.length];
        states[last] = best[last][SINGLE] >= best[last][END] ? SINGLE : END;
        for (int i = last; i > 0; i--) {
            states[i - 1] = from[i][states[i]];
        }
        return states;
    }

    private static List<String> words(String run, int[] states) {
        List<String> words = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < states.length; i++) {
            if (states[i] == END || states[i] == SINGLE) {
                words.add(run.substring(begin, i + 1));
                begin = i + 1;
            }
        }
        if (begin < run.length()) {
            words.add(run.substring(begin));
        }
        return words;
    }
}
