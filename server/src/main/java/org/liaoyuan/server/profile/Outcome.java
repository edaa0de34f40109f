package org.liaoyuan.server.profile;

import java.util.Optional;
import org.liaoyuan.server.profile.grade.Failure;

/**
 * One probe answered.
 *
 * @param probe its id
 * @param failure why it does not count; empty if it passed
 * @param latencyMillis time of its answers
 * @param promptTokens read for them
 * @param completionTokens written
 */
record Outcome(
        String probe,
        Optional<Failure> failure,
        long latencyMillis,
        int promptTokens,
        int completionTokens,
        double joules,
        boolean joulesMeasured) {

    boolean passed() {
        return failure.isEmpty();
    }
}
