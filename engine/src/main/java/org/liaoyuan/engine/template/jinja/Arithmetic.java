package org.liaoyuan.engine.template.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Python's arithmetic, on integers of 64 bits. */
final class Arithmetic {

    private Arithmetic() {}

    static Object apply(String operator, Object left, Object right) {
        if (operator.equals("~")) {
            return Printed.str(left).plus(Printed.str(right));
        }
        Optional<Number> a = Kind.number(left);
        Optional<Number> b = Kind.number(right);
        if (a.isPresent() && b.isPresent()) {
            return numbers(operator, a.get(), b.get());
        }
        if (left instanceof Undefined undefined) {
            throw undefined.fault();
        }
        if (right instanceof Undefined undefined && !(left instanceof Text && operator.equals("%"))) {
            throw undefined.fault();
        }
        return switch (operator) {
            case "+" -> sum(left, right);
            case "*" ->
                right instanceof Long times
                        ? repeated(left, times, right)
                        : left instanceof Long count ? repeated(right, count, left) : repeated(left, 0, right);
            case "%" -> left instanceof Text format ? Formatting.percent(format, right) : cannot(operator, left, right);
            default -> cannot(operator, left, right);
        };
    }

    private static Object cannot(String operator, Object left, Object right) {
        throw new TemplateFault("unsupported operand type(s) for " + operator + ": '" + Kind.of(left) + "' and '"
                + Kind.of(right) + "'");
    }

    private static Object sum(Object left, Object right) {
        return switch (left) {
            case Text a when right instanceof Text b -> a.plus(b);
            case Text a when right instanceof JsonObject json -> a.plus(json.source());
            case JsonObject json when right instanceof Text b -> json.source().plus(b);
            case Tuple a when right instanceof Tuple b -> new Tuple(joined(a.items(), b.items()));
            case List<?> a when right instanceof List<?> b -> joined(a, b);
            default -> cannot("+", left, right);
        };
    }

    private static List<Object> joined(List<?> left, List<?> right) {
        Budget.requireItems((long) left.size() + right.size());
        List<Object> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }

    private static Object repeated(Object value, long times, Object counter) {
        if (!(counter instanceof Long)) {
            return cannot("*", value, counter);
        }
        long count = Math.max(0, times);
        switch (value) {
            case Text text -> {
                Text.Builder all = new Text.Builder();
                for (long i = 0; i < count && !text.isEmpty(); i++) {
                    all.append(text);
                }
                return all.build();
            }
            case Tuple tuple -> {
                return new Tuple(repeatedItems(tuple.items(), count));
            }
            case List<?> list -> {
                return repeatedItems(list, count);
            }
            default -> {
                return cannot("*", value, counter);
            }
        }
    }

    private static List<Object> repeatedItems(List<?> items, long count) {
        List<Object> all = new ArrayList<>();
        for (long i = 0; i < count && !items.isEmpty(); i++) {
            Budget.requireItems((long) all.size() + items.size());
            all.addAll(items);
        }
        return all;
    }

    private static Object numbers(String operator, Number a, Number b) {
        if (b.doubleValue() == 0 && (operator.equals("/") || operator.equals("//") || operator.equals("%"))) {
            throw new TemplateFault("division by zero");
        }
        try {
            return a instanceof Long x && b instanceof Long y
                    ? integers(operator, x, y)
                    : reals(operator, a.doubleValue(), b.doubleValue());
        } catch (ArithmeticException e) {
            throw new TemplateFault("an integer of more than 64 bits comes out");
        }
    }

    private static Object integers(String operator, long a, long b) {
        return switch (operator) {
            case "+" -> Math.addExact(a, b);
            case "-" -> Math.subtractExact(a, b);
            case "*" -> Math.multiplyExact(a, b);
            case "/" -> (double) a / b;
            case "//" -> Math.floorDivExact(a, b);
            case "%" -> Math.floorMod(a, b);
            default -> b < 0 ? (Object) Math.pow(a, b) : (Object) Math.powExact(a, Math.toIntExact(b));
        };
    }

    private static Object reals(String operator, double a, double b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "//" -> Math.floor(a / b);
            case "%" -> a - b * Math.floor(a / b);
            default -> Math.pow(a, b);
        };
    }

    static Object signed(String operator, Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.fault();
        }
        Number number = Kind.number(value)
                .orElseThrow(() ->
                        new TemplateFault("bad operand type for unary " + operator + ": '" + Kind.of(value) + "'"));
        if (operator.equals("+")) {
            return number;
        }
        return number instanceof Long whole ? (Object) (0L - whole) : (Object) (-number.doubleValue());
    }
}
