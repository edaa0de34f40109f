package org.liaoyuan.engine.template.jinja;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Python's comparisons. Everything looked at is counted, since shared parts may be met again and again. */
record Comparison(Budget budget) {

    boolean holds(String operator, Object left, Object right) {
        return switch (operator) {
            case "==" -> equal(left, right);
            case "!=" -> !equal(left, right);
            case "<" -> compare(operator, left, right) < 0;
            case "<=" -> compare(operator, left, right) <= 0;
            case ">" -> compare(operator, left, right) > 0;
            case ">=" -> compare(operator, left, right) >= 0;
            case "in" -> contains(right, left);
            case "not in" -> !contains(right, left);
            default -> throw new TemplateFault("'" + operator + "' is no comparison");
        };
    }

    boolean equal(Object left, Object right) {
        budget.step();
        if (left == right) {
            return true;
        }
        Optional<Number> a = Kind.number(left);
        Optional<Number> b = Kind.number(right);
        if (a.isPresent() && b.isPresent()) {
            return compare(a.get(), b.get()) == 0;
        }
        if (left instanceof Text x && right instanceof Text y) {
            budget.characters(Math.min(x.length(), y.length()));
            return x.equals(y);
        }
        budget.enter();
        boolean equal = switch (left) {
            case Undefined u -> right instanceof Undefined;
            case Tuple x -> right instanceof Tuple y && equalItems(x.items(), y.items());
            case List<?> x -> right instanceof List<?> y && equalItems(x, y);
            case Map<?, ?> x -> right instanceof Map<?, ?> y && equalEntries(x, y);
            default -> false;
        };
        budget.leave();
        return equal;
    }

    private boolean equalItems(List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!equal(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean equalEntries(Map<?, ?> left, Map<?, ?> right) {
        return left.size() == right.size()
                && left.entrySet().stream()
                        .allMatch(e -> right.containsKey(e.getKey()) && equal(e.getValue(), right.get(e.getKey())));
    }

    private int compare(String operator, Object left, Object right) {
        Optional<Integer> order = order(left, right);
        return order.orElseThrow(() -> {
            if (left instanceof Undefined undefined) {
                return undefined.fault();
            }
            return right instanceof Undefined undefined
                    ? undefined.fault()
                    : new TemplateFault("'" + operator + "' not supported between instances of '" + Kind.of(left)
                            + "' and '" + Kind.of(right) + "'");
        });
    }

    /** For sorting. */
    int order(String operator, Object left, Object right) {
        return compare(operator, left, right);
    }

    private Optional<Integer> order(Object left, Object right) {
        budget.step();
        Optional<Number> a = Kind.number(left);
        Optional<Number> b = Kind.number(right);
        if (a.isPresent() && b.isPresent()) {
            return Optional.of(compare(a.get(), b.get()));
        }
        if (left instanceof Text x && right instanceof Text y) {
            budget.characters(Math.min(x.length(), y.length()));
            return Optional.of(byCodePoint(x.toString(), y.toString()));
        }
        if (left instanceof Tuple x && right instanceof Tuple y) {
            return orderItems(x.items(), y.items());
        }
        return left instanceof List<?> x && right instanceof List<?> y ? orderItems(x, y) : Optional.empty();
    }

    private Optional<Integer> orderItems(List<?> left, List<?> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!equal(left.get(i), right.get(i))) {
                budget.enter();
                Optional<Integer> order = order(left.get(i), right.get(i));
                budget.leave();
                return order;
            }
        }
        return Optional.of(Integer.compare(left.size(), right.size()));
    }

    private static int compare(Number a, Number b) {
        return a instanceof Long x && b instanceof Long y
                ? Long.compare(x, y)
                : Double.compare(a.doubleValue(), b.doubleValue());
    }

    private static int byCodePoint(String a, String b) {
        int at = 0;
        while (at < a.length() && at < b.length() && a.charAt(at) == b.charAt(at)) {
            at++;
        }
        return at == a.length() || at == b.length()
                ? Integer.compare(a.length(), b.length())
                : Integer.compare(a.codePointAt(at), b.codePointAt(at));
    }

    boolean contains(Object container, Object item) {
        return switch (container) {
            case Text haystack -> {
                if (!(item instanceof Text needle)) {
                    throw new TemplateFault("'in <string>' requires string as left operand, not " + Kind.of(item));
                }
                budget.search(haystack.length(), needle.length());
                yield haystack.toString().contains(needle.toString());
            }
            case Map<?, ?> map -> map.containsKey(Dicts.key(item));
            default -> Kind.iterate(container).stream().anyMatch(each -> equal(each, item));
        };
    }
}
