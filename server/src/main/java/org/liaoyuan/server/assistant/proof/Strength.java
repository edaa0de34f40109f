package org.liaoyuan.server.assistant.proof;

/** How well a passage fits a question, as one number that questions can be compared by. */
final class Strength {

    private Strength() {}

    /**
     * 0 to 1.
     *
     * @param words share of the question's words, each as rare as it is, that the passage holds: 0 to 1
     * @param meaning cosine of the two vectors; 0 where it is not among the nearest
     */
    static double of(double words, double meaning) {
        return Math.clamp(0.5 * words + 0.5 * meaning, 0, 1);
    }
}
