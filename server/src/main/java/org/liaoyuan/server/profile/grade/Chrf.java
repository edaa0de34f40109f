package org.liaoyuan.server.profile.grade;

import java.util.HashMap;
import java.util.Map;

/**
 * Overlap of character n-grams, chrF (M. Popović, 2015): the F-score with β = 2, precision and recall averaged over n = 1 to 6,
 * white space left out; over n = 1 to 3 for Chinese, whose words are one or two characters long.
 */
final class Chrf {

    private static final int LONGEST = 6;
    private static final int LONGEST_CHINESE = 3;
    private static final double BETA_SQUARED = 4;

    private Chrf() {}

    /** 0 (nothing in common) to 1 (the same). */
    static double score(String candidate, String reference) {
        String ours = candidate.replace(" ", "");
        String theirs = reference.replace(" ", "");
        int longest = Words.shareOfHan(theirs) > 0.5 ? LONGEST_CHINESE : LONGEST;
        double precision = 0;
        double recall = 0;
        int orders = 0;
        for (int n = 1; n <= longest && theirs.length() >= n; n++) {
            Map<String, Integer> a = grams(ours, n);
            Map<String, Integer> b = grams(theirs, n);
            int common = a.entrySet().stream()
                    .mapToInt(e -> Math.min(e.getValue(), b.getOrDefault(e.getKey(), 0)))
                    .sum();
            precision += (double) common / Math.max(1, ours.length() - n + 1);
            recall += (double) common / (theirs.length() - n + 1);
            orders++;
        }
        double p = precision / Math.max(1, orders);
        double r = recall / Math.max(1, orders);
        return p + r == 0 ? 0 : (1 + BETA_SQUARED) * p * r / (BETA_SQUARED * p + r);
    }

    private static Map<String, Integer> grams(String text, int n) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i + n <= text.length(); i++) {
            counts.merge(text.substring(i, i + n), 1, Integer::sum);
        }
        return counts;
    }
}
