package org.liaoyuan.server.assistant.proof;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is searched for where a turn leans on the one before: "那它呢？" alone finds nothing. By rule, without a model: a short turn,
 * or one that points back, takes the questions before it along.
 */
public final class FollowUp {

    private static final int SHORT = 7;
    private static final int POINTING = 24;
    private static final int MOST_BACK = 2;
    private static final int MOST_CHARACTERS = 1_000;

    private static final Pattern POINTS_BACK = Pattern.compile(
            "[它他她其该这那此彼]|呢[？?]?$|上述|前者|后者|还有|为什么$|"
                    + "\\b(it|its|he|his|him|she|her|they|them|their|this|that|these|those|there|former|latter|why|and|what about)\\b");

    private static final Pattern WORD = Pattern.compile("[\\p{IsLatin}\\p{Nd}]+");

    private FollowUp() {}

    /**
     * The question to search for.
     *
     * @param turns what the person said, in order; the last is to be answered
     */
    public static String question(List<String> turns) {
        StringBuilder question = new StringBuilder(bounded(turns.getLast()));
        int first = turns.size() - 1;
        while (first > 0 && turns.size() - first <= MOST_BACK && leansBack(turns.get(first))) {
            first--;
            question.insert(0, bounded(turns.get(first)) + "\n");
        }
        return question.length() <= MOST_CHARACTERS
                ? question.toString()
                : question.substring(question.length() - MOST_CHARACTERS);
    }

    static boolean leansBack(String turn) {
        String said = turn.strip().toLowerCase(Locale.ROOT);
        int size = size(said);
        return size <= SHORT || size <= POINTING && POINTS_BACK.matcher(said).find();
    }

    /** Chinese characters, and words of other scripts. */
    private static int size(String text) {
        long han = text.codePoints()
                .filter(c -> UnicodeScript.of(c) == UnicodeScript.HAN)
                .count();
        return (int) (han + WORD.matcher(text).results().count());
    }

    private static String bounded(String turn) {
        String said = turn.strip();
        return said.length() <= MOST_CHARACTERS ? said : said.substring(0, MOST_CHARACTERS);
    }
}
