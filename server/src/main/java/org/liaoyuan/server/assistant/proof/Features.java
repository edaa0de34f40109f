package org.liaoyuan.server.assistant.proof;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What texts are compared by: every two neighbouring Chinese characters, words of other scripts, and numbers. Full-width forms count as
 * their plain ones, Chinese numerals do not count as digits.
 */
final class Features {

    private static final Pattern RUN =
            Pattern.compile("\\p{IsHan}+|\\p{Nd}+(?:[.,:]\\p{Nd}+)*|[\\p{L}&&[^\\p{IsHan}]]+");

    /** They stand everywhere. */
    private static final Set<String> COMMON = Set.of(
            "a", "an", "the", "of", "in", "on", "at", "to", "and", "or", "is", "are", "was", "were", "be", "it", "its",
            "by", "for", "with", "as", "that", "this", "from", "has", "have", "had");

    private Features() {}

    private static List<String> runs(String text) {
        List<String> runs = new ArrayList<>();
        Matcher matcher =
                RUN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            runs.add(matcher.group());
        }
        return runs;
    }

    static Set<String> of(String text) {
        Set<String> features = new HashSet<>();
        for (String run : runs(text)) {
            if (UnicodeScript.of(run.codePointAt(0)) != UnicodeScript.HAN) {
                if (!COMMON.contains(run)) {
                    features.add(stem(run));
                }
                continue;
            }
            int[] points = run.codePoints().toArray();
            if (points.length == 1) {
                features.add(run);
            }
            for (int i = 0; i + 1 < points.length; i++) {
                features.add(new String(points, i, 2));
            }
        }
        return features;
    }

    /** Numbers as they stand: one that differs in a digit is another. */
    static Set<String> numbers(String text) {
        Set<String> numbers = new HashSet<>();
        for (String run : runs(text)) {
            if (Character.isDigit(run.codePointAt(0))) {
                numbers.add(run.replace(",", ""));
            }
        }
        return numbers;
    }

    /** Enough for plurals and tenses to meet. */
    private static String stem(String word) {
        for (String ending : List.of("ing", "ed", "es", "s")) {
            if (word.length() > ending.length() + 3 && word.endsWith(ending)) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }
}
