package org.liaoyuan.engine.grammar;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Bounds of numbers, and {@code multipleOf}. */
final class NumberKeywords {

    private NumberKeywords() {}

    static @Nullable Clause of(String keyword, Schema schema) {
        return switch (keyword) {
            case "minimum" -> numbers(Decimals.above(Keywords.number(schema, keyword), true));
            case "exclusiveMinimum" -> numbers(Decimals.above(Keywords.number(schema, keyword), false));
            case "maximum" -> numbers(Decimals.below(Keywords.number(schema, keyword), true));
            case "exclusiveMaximum" -> numbers(Decimals.below(Keywords.number(schema, keyword), false));
            case "multipleOf" -> multiples(schema);
            default -> null;
        };
    }

    private static Clause numbers(Automaton allowed) {
        return Clause.exact(Shapes.ANY.withNumbers(allowed), Shapes.numbers(Decimals.ANY.minus(allowed)));
    }

    private static Clause multiples(Schema schema) {
        BigDecimal divisor = Keywords.number(schema, "multipleOf");
        if (divisor.signum() <= 0) {
            throw Keywords.wrong(schema, "multipleOf", "it must be more than 0");
        }
        return numbers(Decimals.multiples(divisor));
    }
}
