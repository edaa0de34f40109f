package org.liaoyuan.server.profile;

import java.util.Optional;
import org.liaoyuan.server.profile.grade.Graders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Grades answers by the rules that probes are graded by. */
@Component
public class Grading {

    private final Graders graders;

    Grading(Graders graders) {
        this.graders = graders;
    }

    /**
     * Why an answer does not count, as a word in capitals ({@code WRONG}, {@code LENGTH} …); empty where it does.
     *
     * @throws IllegalArgumentException if there is no such rule
     */
    public Optional<String> failure(JsonNode rule, String answer) {
        return graders.grade(rule, answer).map(Enum::name);
    }
}
