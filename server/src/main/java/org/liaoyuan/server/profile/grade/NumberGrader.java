package org.liaoyuan.server.profile.grade;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A number, {@code expect}. It is looked for after the last "answer" or "答案", else in the last line, there after the last "=".
 * Where different numbers are left, none was given: a list of guesses that holds the right one is no answer.
 */
final class NumberGrader implements Grader {

    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.])-?\\d{1,18}(?:\\.\\d{1,9})?(?![\\d])");
    private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d)[,，](?=\\d{3}(?!\\d))");
    private static final Pattern MARK = Pattern.compile("(?i)answer|答案|答[:：]");

    @Override
    public Optional<Failure> grade(JsonNode rule, String answer) {
        String text = Normalizer.normalize(answer, Normalizer.Form.NFKC)
                .replace('−', '-')
                .strip();
        List<BigDecimal> numbers = NUMBER.matcher(THOUSANDS.matcher(part(text)).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .map(BigDecimal::new)
                .map(BigDecimal::stripTrailingZeros)
                .distinct()
                .toList();
        if (numbers.size() != 1) {
            return Optional.of(Failure.FORMAT);
        }
        boolean right = numbers.getFirst().compareTo(rule.path("expect").asDecimal()) == 0;
        return right ? Optional.empty() : Optional.of(Failure.WRONG);
    }

    private static String part(String text) {
        var marks = MARK.matcher(text).results().toList();
        String part = text;
        if (!marks.isEmpty() && text.substring(marks.getLast().end()).chars().anyMatch(Character::isDigit)) {
            part = text.substring(marks.getLast().end()).strip();
        }
        String lastLine = part.substring(part.lastIndexOf('\n') + 1);
        return lastLine.substring(lastLine.lastIndexOf('=') + 1);
    }

    @Override
    public Optional<String> reference(JsonNode rule) {
        return Optional.of(rule.path("expect").asString());
    }
}
