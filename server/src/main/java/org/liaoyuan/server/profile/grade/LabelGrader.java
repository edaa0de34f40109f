package org.liaoyuan.server.profile.grade;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One of a few labels, {@code labels}; {@code expect} is the right one. A short sentence around it is taken, two labels are not. */
final class LabelGrader implements Grader {

    private static final int MOST_AROUND = 40;

    @Override
    public Optional<Failure> grade(JsonNode rule, String answer) {
        String text = Words.bare(answer);
        String expected = rule.path("expect").asString();
        List<String> said = Words.strings(rule.path("labels")).stream()
                .filter(label -> Words.holds(text, label))
                .toList();
        if (said.size() != 1 || text.length() > said.getFirst().length() + MOST_AROUND) {
            return Optional.of(Failure.FORMAT);
        }
        return said.getFirst().equals(expected) ? Optional.empty() : Optional.of(Failure.WRONG);
    }

    @Override
    public Optional<String> reference(JsonNode rule) {
        return rule.path("expect").asStringOpt();
    }
}
