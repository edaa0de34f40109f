package org.liaoyuan.engine.template.jinja;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Filters of numbers. */
final class NumberFilters {

    private NumberFilters() {}

    static Object apply(String filter, Object value, Arguments arguments) {
        if (value instanceof Undefined undefined) {
            throw undefined.fault();
        }
        return switch (filter) {
            case "int" -> integer(value).orElse(arguments.get(0, "default", 0L));
            case "float" -> parsed(value).map(Object.class::cast).orElse(arguments.get(0, "default", 0.0));
            case "abs" -> {
                Number number = number(value);
                yield number instanceof Long whole ? (Object) Math.abs(whole) : (Object) Math.abs(number.doubleValue());
            }
            default -> round(number(value), arguments);
        };
    }

    private static Number number(Object value) {
        return Kind.number(value).orElseThrow(() -> new TemplateFault("a number is needed, not " + Kind.of(value)));
    }

    private static Optional<Object> integer(Object value) {
        if (value instanceof Text text) {
            String digits = text.toString().strip();
            if (digits.matches("[+-]?\\d{1,18}")) {
                return Optional.of(Long.valueOf(digits));
            }
        }
        return Kind.number(value)
                .filter(Long.class::isInstance)
                .<Object>map(n -> n)
                .or(() -> parsed(value).filter(n -> Math.abs(n) < 9e18).map(n -> (Object) n.longValue()));
    }

    private static Optional<Double> parsed(Object value) {
        if (!(value instanceof Text text)) {
            return Kind.number(value).map(Number::doubleValue);
        }
        String digits = text.toString().strip();
        boolean plain = digits.length() < 400 && digits.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
        return plain ? Optional.of(Double.valueOf(digits)) : Optional.empty();
    }

    private static Object round(Number value, Arguments arguments) {
        String method = arguments.text(1, "method", "common").toString();
        int precision = (int) Math.clamp(arguments.integer(0, "precision", 0), -20, 20);
        RoundingMode mode = switch (method) {
            case "common" -> RoundingMode.HALF_EVEN;
            case "ceil" -> RoundingMode.CEILING;
            case "floor" -> RoundingMode.FLOOR;
            default -> throw new TemplateFault("method must be common, ceil or floor");
        };
        double number = value.doubleValue();
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return number;
        }
        BigDecimal rounded = new BigDecimal(number).setScale(precision, mode);
        return value instanceof Long && method.equals("common") ? (Object) rounded.longValue() : rounded.doubleValue();
    }
}
