package org.liaoyuan.server.agent;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** How cases of a branch compare. */
final class Comparing {

    /** A number with more digits is none: arithmetic with it would take long. */
    private static final int MOST_DIGITS = 40;

    private Comparing() {}

    static boolean fits(String value, Node.Comparison is, String than) {
        return switch (is) {
            case EQUAL -> folded(value).equals(folded(than));
            case CONTAINS -> folded(value).contains(folded(than));
            case EMPTY -> value.isBlank();
            case GREATER -> compared(value, than).filter(c -> c > 0).isPresent();
            case LESS -> compared(value, than).filter(c -> c < 0).isPresent();
        };
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
