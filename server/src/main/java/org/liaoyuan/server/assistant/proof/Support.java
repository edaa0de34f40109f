package org.liaoyuan.server.assistant.proof;

import java.util.HashSet;
import java.util.Set;

/**
 * How much of a sentence stands in passages, by rule. What the question said already counts little: to say it again proves nothing. A
 * number that stands neither in the passages nor in the question is no slip, and halves the rest.
 */
public final class Support {

    /** What a part of the question counts beside one that is new. */
    private static final double ASKED = 0.25;

    private static final double WRONG_NUMBER = 0.5;

    private final Set<String> asked;
    private final Set<String> askedNumbers;

    /** @param question what is no proof; may be empty */
    public Support(String question) {
        this.asked = Features.of(question);
        this.askedNumbers = Features.numbers(question);
    }

    /** 0 to 1; 0 for a sentence that says nothing. */
    public double of(String sentence, String passage) {
        Set<String> there = Features.of(passage);
        double all = 0;
        double found = 0;
        for (String feature : Features.of(sentence)) {
            double weight = asked.contains(feature) ? ASKED : 1;
            all += weight;
            found += there.contains(feature) ? weight : 0;
        }
        Set<String> strange = new HashSet<>(Features.numbers(sentence));
        strange.removeAll(Features.numbers(passage));
        strange.removeAll(askedNumbers);
        return all == 0 ? 0 : found / all * (strange.isEmpty() ? 1 : WRONG_NUMBER);
    }
}
