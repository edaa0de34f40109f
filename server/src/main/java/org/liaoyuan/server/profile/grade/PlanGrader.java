package org.liaoyuan.server.profile.grade;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A plan: a JSON list of step names. {@code steps} are those that must be there, each once and no other; {@code before} are pairs,
 * the first of which must come before the second.
 */
final class PlanGrader implements Grader {

    @Override
    public Optional<Failure> grade(JsonNode rule, String answer) {
        Optional<JsonNode> list = JsonInAnswer.find(answer, '[').filter(JsonNode::isArray);
        if (list.isEmpty() || list.get().valueStream().anyMatch(step -> !step.isString())) {
            return Optional.of(Failure.FORMAT);
        }
        List<String> plan = Words.strings(list.get()).stream().map(Words::bare).toList();
        Set<String> wanted = Set.copyOf(
                Words.strings(rule.path("steps")).stream().map(Words::bare).toList());
        if (!plan.containsAll(wanted)) {
            return Optional.of(Failure.INCOMPLETE);
        }
        if (plan.size() > wanted.size()) {
            return Optional.of(Failure.FORBIDDEN);
        }
        boolean inOrder = rule.path("before")
                .valueStream()
                .allMatch(pair -> plan.indexOf(step(pair, 0)) < plan.indexOf(step(pair, 1)));
        return inOrder ? Optional.empty() : Optional.of(Failure.WRONG);
    }

    private static String step(JsonNode pair, int at) {
        return Words.bare(pair.path(at).asString());
    }

    /** The data names the steps in an order that works. */
    @Override
    public Optional<String> reference(JsonNode rule) {
        return Optional.of(rule.path("steps").toString());
    }
}
