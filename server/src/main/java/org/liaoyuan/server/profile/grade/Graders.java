package org.liaoyuan.server.profile.grade;

import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Every kind of rule by its name in the data. */
@Component
public final class Graders {

    /** What of an answer is looked at; no right answer comes near it. */
    public static final int MOST_CHARACTERS = 8_000;

    private final Map<String, Grader> byName;

    public Graders(DataSource database) {
        this.byName = Map.of(
                "text", new TextGrader(),
                "label", new LabelGrader(),
                "number", new NumberGrader(),
                "fields", new FieldsGrader(),
                "exact", new ExactGrader(),
                "plan", new PlanGrader(),
                "tool-call", new ToolCallGrader(),
                "sql", new SqlGrader(new SqlSandbox(database)));
    }

    /**
     * Why an answer fails; empty if it passes.
     *
     * @param rule its field {@code grader} names the kind
     */
    public Optional<Failure> grade(JsonNode rule, String answer) {
        if (answer.isBlank()) {
            return Optional.of(Failure.EMPTY);
        }
        if (answer.length() > MOST_CHARACTERS) {
            return Optional.of(Failure.LENGTH);
        }
        return named(rule).grade(rule, answer);
    }

    /** The right answer, where it follows from the rule. */
    public Optional<String> reference(JsonNode rule) {
        return named(rule).reference(rule);
    }

    private Grader named(JsonNode rule) {
        String name = rule.path("grader").asString("");
        Grader grader = byName.get(name);
        if (grader == null) {
            throw new IllegalArgumentException(
                    "the rule's grader is '" + name + "'; expected one of " + byName.keySet());
        }
        return grader;
    }
}
