package org.liaoyuan.engine.template.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Python's built-in functions say of a value. */
final class Kind {

    private Kind() {}

    /** The name of its type. */
    static String of(Object value) {
        return switch (value) {
            case Text text -> "str";
            case Long number -> "int";
            case Double number -> "float";
            case Boolean truth -> "bool";
            case None none -> "NoneType";
            case Tuple tuple -> "tuple";
            case List<?> list -> "list";
            case Map<?, ?> map -> "dict";
            case Generated generated -> "generator";
            case Namespace namespace -> "Namespace";
            case Undefined undefined -> "Undefined";
            default -> "function";
        };
    }

    static boolean truth(Object value) {
        return switch (value) {
            case Boolean truth -> truth;
            case Text text -> !text.isEmpty();
            case Long number -> number != 0;
            case Double number -> number != 0;
            case None none -> false;
            case Undefined undefined -> false;
            case Tuple tuple -> !tuple.items().isEmpty();
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> true;
        };
    }

    /** What a loop over the value goes through; empty for what Python can't iterate over. */
    static Optional<List<Object>> items(Object value) {
        return switch (value) {
            case Tuple tuple -> Optional.of(tuple.items());
            case Generated generated -> Optional.of(generated.items());
            case List<?> list -> Optional.of(copy(list));
            case Map<?, ?> map -> Optional.of(List.copyOf(map.keySet()));
            case Undefined undefined -> Optional.of(List.of());
            case Text text -> Optional.of(characters(text));
            default -> Optional.empty();
        };
    }

    @SuppressWarnings("unchecked") // lists are never changed
    private static List<Object> copy(List<?> list) {
        return (List<Object>) list;
    }

    static List<Object> iterate(Object value) {
        return items(value).orElseThrow(() -> new TemplateFault("'" + of(value) + "' object is not iterable"));
    }

    private static List<Object> characters(Text text) {
        String all = text.toString();
        Budget.requireItems(all.length());
        List<Object> items = new ArrayList<>(all.length());
        for (int at = 0; at < all.length(); ) {
            int end = at + Character.charCount(all.codePointAt(at));
            items.add(text.slice(at, end));
            at = end;
        }
        return items;
    }

    static long length(Object value) {
        return switch (value) {
            case Text text -> text.toString().codePointCount(0, text.length());
            case Tuple tuple -> tuple.items().size();
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            case Undefined undefined -> 0;
            default -> throw new TemplateFault("object of type '" + of(value) + "' has no len()");
        };
    }

    /** A number among the values; Python counts truths as such. */
    static Optional<Number> number(Object value) {
        return switch (value) {
            case Long number -> Optional.of(number);
            case Double number -> Optional.of(number);
            case Boolean truth -> Optional.of(truth ? 1L : 0L);
            default -> Optional.empty();
        };
    }

    /** Python's {@code str.isspace}, which differs from Java's. */
    static boolean isBlank(int c) {
        return c <= 0x20
                ? c == 0x20 || c >= 0x09 && c <= 0x0d || c >= 0x1c && c <= 0x1f
                : c == 0x85 || Character.isSpaceChar(c);
    }
}
