package org.liaoyuan.server.assistant.persona;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a text is written, counted by rules. Its unit is a Chinese character or a word of another script; densities are for 100 units.
 *
 * @param units in all
 * @param sentenceUnits of a sentence, on average
 * @param emoji density
 * @param exclamations shares of sentences that end with one
 * @param formal density of words of letters and offices
 * @param casual density of words that are spoken
 * @param warm density of words of kindness
 * @param classical density of words that are no longer spoken
 */
record StyleFeatures(
        int units,
        double sentenceUnits,
        double emoji,
        double exclamations,
        double formal,
        double casual,
        double warm,
        double classical) {

    private static final Pattern SENTENCE = Pattern.compile("[^。！？!?\\n.]+(?:\\.(?=\\S)[^。！？!?\\n.]*)*[。！？!?.]*");
    private static final Pattern UNIT = Pattern.compile("\\p{IsHan}|[\\p{L}\\p{N}&&[^\\p{IsHan}]]+(?:['’-]\\p{L}+)*");

    static StyleFeatures of(String text) {
        int units = units(text);
        List<String> sentences = sentences(text);
        double hundred = Math.max(1, units) / 100.0;
        long loud = sentences.stream().filter(s -> s.matches("(?s).*[!！]+$")).count();
        return new StyleFeatures(
                units,
                units / (double) Math.max(1, sentences.size()),
                text.codePoints().filter(Character::isEmojiPresentation).count() / hundred,
                loud / (double) Math.max(1, sentences.size()),
                Markers.FORMAL.count(text) / hundred,
                Markers.CASUAL.count(text) / hundred,
                Markers.WARM.count(text) / hundred,
                Markers.CLASSICAL.count(text) / hundred);
    }

    static int units(String text) {
        return (int) UNIT.matcher(text).results().count();
    }

    /** Those that say something. */
    static List<String> sentences(String text) {
        return SENTENCE.matcher(text)
                .results()
                .map(found -> found.group().strip())
                .filter(sentence -> units(sentence) > 0)
                .toList();
    }

    static boolean isChinese(String text) {
        return text.codePoints()
                                .filter(c -> UnicodeScript.of(c) == UnicodeScript.HAN)
                                .count()
                        * 3
                > text.codePoints().filter(Character::isLetter).count();
    }

    /** The one in the middle of each feature, of several texts. */
    static StyleFeatures median(List<String> texts) {
        List<StyleFeatures> all = texts.stream().map(StyleFeatures::of).toList();
        return new StyleFeatures(
                (int) middle(all.stream().mapToDouble(StyleFeatures::units).toArray()),
                middle(all.stream().mapToDouble(StyleFeatures::sentenceUnits).toArray()),
                middle(all.stream().mapToDouble(StyleFeatures::emoji).toArray()),
                middle(all.stream().mapToDouble(StyleFeatures::exclamations).toArray()),
                middle(all.stream().mapToDouble(StyleFeatures::formal).toArray()),
                middle(all.stream().mapToDouble(StyleFeatures::casual).toArray()),
                middle(all.stream().mapToDouble(StyleFeatures::warm).toArray()),
                middle(all.stream().mapToDouble(StyleFeatures::classical).toArray()));
    }

    private static double middle(double[] values) {
        Arrays.sort(values);
        return values.length == 0 ? 0 : values[values.length / 2];
    }
}
