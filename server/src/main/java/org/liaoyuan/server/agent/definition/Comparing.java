package org.liaoyuan.server.agent.definition;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How cases of a branch, conditions of loops and rules of checks compare. */
public final class Comparing {

    /** A number with more digits is none: arithmetic with it would take long. */
    private static final int MOST_DIGITS = 40;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Comparing() {}

    public static boolean fits(String value, Node.Comparison is, String than) {
        return switch (is) {
            case EQUAL -> folded(value).equals(folded(than));
            case CONTAINS -> folded(value).contains(folded(than));
            case EMPTY -> value.isBlank();
            case GREATER -> compared(value, than).filter(c -> c > 0).isPresent();
            case LESS -> compared(value, than).filter(c -> c < 0).isPresent();
            case LONGER -> compared(length(value), than).filter(c -> c > 0).isPresent();
            case SHORTER -> compared(length(value), than).filter(c -> c < 0).isPresent();
            case NUMBER -> isNumber(value);
            case JSON -> isJson(value);
        };
    }

    static boolean isNumber(String text) {
        return number(text).isPresent();
    }

    /** Of what a reader sees: not of what stands around it. */
    private static String length(String text) {
        String seen = text.strip();
        return String.valueOf(seen.codePointCount(0, seen.length()));
    }

    /** Texts are bounded by what others fill in, depth by the parser. */
    private static boolean isJson(String text) {
        if (text.isBlank()) {
            return false;
        }
        try {
            JSON.readTree(text);
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static Optional<Integer> compared(String one, String other) {
        return number(one).flatMap(a -> number(other).map(a::compareTo));
    }

    private static Optional<BigDecimal> number(String text) {
        String digits = text.strip();
        return digits.matches("[+-]?[0-9]{1," + MOST_DIGITS + "}(\\.[0-9]{1," + MOST_DIGITS + "})?")
                ? Optional.of(new BigDecimal(digits))
                : Optional.empty();
    }
}
