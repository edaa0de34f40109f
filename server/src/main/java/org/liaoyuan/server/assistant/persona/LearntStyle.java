package org.liaoyuan.server.assistant.persona;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.liaoyuan.server.assistant.frame.Bilingual;
import org.liaoyuan.server.assistant.persona.Persona.Emoji;
import org.liaoyuan.server.assistant.persona.Persona.Style;

/**
 * A persona that speaks as somebody writes, from a few texts of theirs. It is counted, not asked of a model: the same texts give the
 * same sliders, nothing in them can act as an instruction, and no more than one sentence of them is taken over.
 */
final class LearntStyle {

    static final int MOST_TEXTS = 20;
    static final int MOST_CHARACTERS = 20_000;

    /** Fewer say too little of how somebody writes. */
    static final int LEAST_UNITS = 40;

    private static final int MOST_WORDS = 6;

    /** What tells of somebody, not of their manner (numbers, addresses), and what is no text. */
    private static final Pattern PRIVATE = Pattern.compile("\\d|\\p{Cc}|@|://|www\\.");

    private LearntStyle() {}

    /** @throws IllegalArgumentException if there are too many, or too little in them */
    static Style of(List<String> texts) {
        List<String> filled = texts.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        check(filled);
        String all = String.join("\n", filled);
        StyleFeatures features = StyleFeatures.of(all);
        StyleFeatures usual = StyleFeatures.median(filled);
        return new Style(
                StyleFeatures.isChinese(all) ? both("我的口吻") : both("My manner"),
                Bilingual.EMPTY,
                step(usual.units(), 30, 80, 220, 500),
                step(features.formal() - features.casual(), -3, -1, 0.6, 2),
                step(features.warm() + features.exclamations() - features.formal() / 2, 0.15, 0.5, 1.5, 3),
                Bilingual.EMPTY,
                features.emoji() == 0 ? Emoji.NONE : features.emoji() < 3 ? Emoji.SOME : Emoji.MANY,
                both(words(all)),
                both(example(filled)),
                null);
    }

    private static void check(List<String> texts) {
        int characters = texts.stream().mapToInt(String::length).sum();
        if (texts.size() > MOST_TEXTS || characters > MOST_CHARACTERS) {
            throw new IllegalArgumentException("texts has " + texts.size() + " texts of " + characters
                    + " characters in all; expected at most " + MOST_TEXTS + " and " + MOST_CHARACTERS);
        }
        int units = StyleFeatures.units(String.join("\n", texts));
        if (units < LEAST_UNITS) {
            throw new IllegalArgumentException("texts has " + units + " words or Chinese characters; expected at least "
                    + LEAST_UNITS + ", to tell how somebody writes");
        }
    }

    /** 1 below the first bound … 5 from the last one on. */
    private static int step(double value, double... bounds) {
        int step = 1;
        for (double bound : bounds) {
            step += value >= bound ? 1 : 0;
        }
        return step;
    }

    /** The markers that are used more than once, the most frequent first; a single letter of a contraction is none. */
    private static String words(String text) {
        Map<String, Integer> counts = new HashMap<>();
        for (Markers markers : Markers.values()) {
            markers.in(text).forEach((word, count) -> counts.merge(word, count, Integer::sum));
        }
        return counts.entrySet().stream()
                .filter(each -> each.getValue() > 1 && !each.getKey().contains("'"))
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_WORDS)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(StyleFeatures.isChinese(text) ? "、" : ", "));
    }

    /** The sentence with most of what makes the manner; empty where none is short, and free of what is private. */
    private static String example(List<String> texts) {
        return texts.stream()
                .flatMap(text -> StyleFeatures.sentences(text).stream())
                .filter(sentence -> sentence.length() <= 120
                        && StyleFeatures.units(sentence) >= 4
                        && !PRIVATE.matcher(sentence).find())
                .max(Comparator.comparingDouble(LearntStyle::manner))
                .orElse("");
    }

    private static double manner(String sentence) {
        double markers = 0;
        for (Markers each : Markers.values()) {
            markers += each.count(sentence);
        }
        return markers / Math.sqrt(StyleFeatures.units(sentence));
    }

    private static Bilingual both(String text) {
        return new Bilingual(text, text);
    }
}
