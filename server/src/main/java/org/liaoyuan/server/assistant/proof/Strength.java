package org.liaoyuan.server.assistant.proof;

import java.util.Set;

/**
 * How well a passage fits a question, as one number that questions, and spaces, can be compared by: it asks nothing of the other
 * passages, as in a small space every word is rare. The weights are what {@code ./liaoyuan bench evidence} found.
 */
public final class Strength {

    private static final double MEANING = 0.5;

    /** They ask, and say nothing of what is asked for. */
    private static final Set<String> ASKING = Set.of(
            "什么", "是什", "么时", "时候", "哪些", "哪个", "哪里", "哪年", "哪一", "多少", "怎么", "怎样", "如何", "为什", "为何", "谁是", "是谁", "有哪",
            "是多", "是哪", "在哪", "几个", "是怎", "何时", "什麽", "请问", "what", "when", "where", "who", "which", "how", "why", "do",
            "doe", "did", "can", "you", "me", "my");

    private Strength() {}

    /**
     * 0 to 1.
     *
     * @param passage with its headings
     * @param meaning cosine of the two vectors; 0 where it is not among the nearest
     */
    public static double of(String question, String passage, double meaning) {
        return Math.clamp((1 - MEANING) * coverage(question, passage) + MEANING * meaning, 0, 1);
    }

    /** The share of the question's words that stand in the passage. */
    static double coverage(String question, String passage) {
        Set<String> asked = Features.of(question);
        asked.removeAll(ASKING);
        if (asked.isEmpty()) {
            return 0;
        }
        Set<String> there = Features.of(passage);
        return asked.stream().filter(there::contains).count() / (double) asked.size();
    }
}
