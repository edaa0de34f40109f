package org.liaoyuan.server.profile.grade;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One kind of rule. */
interface Grader {

    /**
     * Why the answer fails; empty if it passes.
     *
     * @param rule the rule's parameters, ours
     * @param answer what a model said, not blank, of bounded length
     */
    Optional<Failure> grade(JsonNode rule, String answer);

    /** The right answer that follows from the rule; empty where the data must give one. */
    default Optional<String> reference(JsonNode rule) {
        return Optional.empty();
    }
}
