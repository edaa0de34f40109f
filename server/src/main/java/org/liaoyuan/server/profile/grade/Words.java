package org.liaoyuan.server.profile.grade;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Text made comparable: full-width forms, case, quotes and white space do not count. */
final class Words {

    private static final Pattern FENCE = Pattern.compile("(?s)```[\\w+-]*[ \\t]*\\R?(.*?)```");
    private static final Pattern AROUND =
            Pattern.compile("^[\\s\"'`*_“”‘’「」.。,，;；:：!！]+|[\\s\"'`*_“”‘’「」.。,，;；:：!！]+$");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private Words() {}

    /** NFKC, lower case, white space as single blanks. */
    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** {@link #normal} without the quotes and full stops around it. */
    static String bare(String text) {
        return AROUND.matcher(normal(text)).replaceAll("");
    }

    /** What stands in the first code fence, or the whole where there is none. */
    static String unfenced(String text) {
        var fence = FENCE.matcher(text);
        return (fence.find() ? fence.group(1) : text).strip();
    }

    /** Whether a normal text holds a word. In Latin script a word's ends must be seen: "cat" is not in "category". */
    static boolean holds(String text, String word) {
        String wanted = normal(word);
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            if (ends(text, at, wanted.charAt(0), -1)
                    && ends(text, at + wanted.length() - 1, wanted.charAt(wanted.length() - 1), 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean ends(String text, int at, char edge, int step) {
        int beside = at + step;
        return !isLatin(edge) || beside < 0 || beside >= text.length() || !isLatin(text.charAt(beside));
    }

    private static boolean isLatin(char c) {
        return Character.isLetterOrDigit(c) && c < '\u2e80';
    }

    /** Whether any of the words is there. */
    static boolean holdsAny(String text, JsonNode words) {
        return strings(words).stream().anyMatch(word -> holds(text, word));
    }

    /** The strings of an array; one string is an array of one. */
    static List<String> strings(JsonNode node) {
        if (node.isMissingNode()) {
            return List.of();
        }
        return node.isArray() ? node.valueStream().map(JsonNode::asString).toList() : List.of(node.asString());
    }

    /** The share of Chinese characters among the letters, 0 to 1. */
    static double shareOfHan(String text) {
        long letters = LETTER.matcher(text).results().count();
        long han = text.codePoints()
                .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
                .count();
        return letters == 0 ? 0 : (double) han / letters;
    }
}
