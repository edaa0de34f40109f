package org.liaoyuan.server.profile.grade;

import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One of a few exact answers, {@code expect}: what a program prints, an expression. Fences, quotes around it, white space and a
 * last semicolon do not count; case does. No code is run.
 */
final class ExactGrader implements Grader {

    private static final Pattern AROUND = Pattern.compile("^[\"'`]+|[\"'`;.。]+$");

    @Override
    public Optional<Failure> grade(JsonNode rule, String answer) {
        String said = comparable(answer);
        boolean right = Words.strings(rule.path("expect")).stream()
                .anyMatch(e -> comparable(e).equals(said));
        return right ? Optional.empty() : Optional.of(Failure.WRONG);
    }

    private static String comparable(String text) {
        String code = Words.unfenced(text).replaceAll("\\s+", "").replace('"', '\'');
        return AROUND.matcher(code).replaceAll("");
    }

    @Override
    public Optional<String> reference(JsonNode rule) {
        return Words.strings(rule.path("expect")).stream().findFirst();
    }
}
