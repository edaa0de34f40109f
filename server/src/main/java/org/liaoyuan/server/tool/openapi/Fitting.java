package org.liaoyuan.server.tool.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Looks whether a value is what a schema wants, as far as the part of JSON Schema goes that says what stands where: types, fields, items,
 * enumerations, bounds, alternatives. Patterns and formats are the other side's to look at: expressions of strangers may take for ever. Of
 * {@code oneOf} one has to fit, and more may. Bounded: what is too much to look at fits.
 */
final class Fitting {

    private static final int MOST_LOOKS = 50_000;
    private static final int MOST_PROBLEMS = 10;
    private static final int DEEPEST = 60;
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{[^{}]{0,200}}}");

    private final Shape shape;
    private final boolean isWritten;
    private int looks;

    /** @param isWritten whether references in texts are not filled yet: nobody knows what they will be */
    Fitting(Shape shape, boolean isWritten) {
        this.shape = shape;
        this.isWritten = isWritten;
    }

    /** @param place below the value, with a slash before it; empty for the value itself */
    record Wrong(String place, String detail) {}

    /** Whether something is to be filled in. */
    static boolean isOpen(String text) {
        return REFERENCE.matcher(text).find();
    }

    /** What is wrong, the first of it. */
    List<Wrong> problems(JsonNode schema, JsonNode value) {
        List<Wrong> wrong = new ArrayList<>();
        look(schema, value, "", 0, wrong);
        return wrong;
    }

    private void look(JsonNode schema, JsonNode value, String place, int depth, List<Wrong> wrong) {
        if (depth > DEEPEST || ++looks > MOST_LOOKS || wrong.size() >= MOST_PROBLEMS) {
            return;
        }
        if (isWritten
                && value.isString()
                && REFERENCE.matcher(value.stringValue()).find()) {
            open(schema, value.stringValue().strip(), place, wrong);
            return;
        }
        List<JsonNode> parts = shape.parts(schema);
        int before = wrong.size();
        for (JsonNode part : parts) {
            one(part, value, place, wrong);
            if (wrong.size() > before) {
                return;
            }
        }
        if (value.isObject()) {
            fields(parts, value, place, depth, wrong);
        } else if (value.isArray()) {
            JsonNode items = Shape.items(parts);
            for (int i = 0; items != null && i < value.size(); i++) {
                look(items, value.get(i), place + "/" + i, depth + 1, wrong);
            }
        }
        alternatives(parts, value, place, depth, wrong);
    }

    /** What will be there is not known; that a text becomes no list is. */
    private void open(JsonNode schema, String text, String place, List<Wrong> wrong) {
        List<String> types = shape.types(schema);
        if (!REFERENCE.matcher(text).matches()
                && !types.isEmpty()
                && List.of("object", "array", "null").containsAll(types)) {
            wrong.add(new Wrong(
                    place, "expected " + or(types) + "; write it as JSON, or one reference and nothing else"));
        }
    }

    private void one(JsonNode part, JsonNode value, String place, List<Wrong> wrong) {
        if (part.isBoolean() && !part.booleanValue()) {
            wrong.add(new Wrong(place, "expected nothing here"));
            return;
        }
        JsonNode type = part.path("type");
        List<String> types = type.isString()
                ? List.of(type.stringValue())
                : type.valueStream().map(each -> each.asString("")).toList();
        if (!types.isEmpty() && types.stream().noneMatch(each -> isOf(each, value))) {
            wrong.add(new Wrong(place, "it is " + Shape.type(value) + "; expected " + or(types)));
            return;
        }
        JsonNode choices = part.path("enum");
        if (choices.isArray() && choices.valueStream().noneMatch(each -> isSame(each, value))) {
            String known =
                    choices.valueStream().limit(20).map(JsonNode::asString).collect(Collectors.joining(", "));
            wrong.add(new Wrong(place, "expected one of " + Texts.cut(known, 300)));
        }
        if (part.has("const") && !isSame(part.path("const"), value)) {
            wrong.add(
                    new Wrong(place, "expected " + Texts.cut(part.path("const").toString(), 100)));
        }
        if (value.isNumber()) {
            number(part, value.doubleValue(), place, wrong);
        } else if (value.isString()) {
            String text = value.stringValue();
            size(part, "Length", text.codePointCount(0, text.length()), "characters", place, wrong);
        } else if (value.isArray()) {
            size(part, "Items", value.size(), "items", place, wrong);
        }
    }

    private static boolean isOf(String type, JsonNode value) {
        String own = Shape.type(value);
        return own.equals(type)
                || type.equals("number") && value.isNumber()
                || type.equals("integer") && value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue());
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        return one.equals(other) || one.isNumber() && other.isNumber() && one.doubleValue() == other.doubleValue();
    }

    private static void number(JsonNode part, double value, String place, List<Wrong> wrong) {
        bound(part.path("minimum"), limit -> value < limit, "at least ", place, wrong);
        bound(part.path("exclusiveMinimum"), limit -> value <= limit, "more than ", place, wrong);
        bound(part.path("maximum"), limit -> value > limit, "at most ", place, wrong);
        bound(part.path("exclusiveMaximum"), limit -> value >= limit, "less than ", place, wrong);
    }

    private static void bound(JsonNode limit, DoublePredicate breaks, String words, String place, List<Wrong> wrong) {
        if (limit.isNumber() && breaks.test(limit.doubleValue())) {
            wrong.add(new Wrong(place, "expected " + words + limit));
        }
    }

    private static void size(JsonNode part, String of, int size, String words, String place, List<Wrong> wrong) {
        if (part.path("min" + of).isNumber() && size < part.path("min" + of).asLong(0)) {
            wrong.add(
                    new Wrong(place, "it has " + size + " " + words + "; expected at least " + part.path("min" + of)));
        }
        if (part.path("max" + of).isNumber() && size > part.path("max" + of).asLong(0)) {
            wrong.add(new Wrong(place, "it has " + size + " " + words + "; expected at most " + part.path("max" + of)));
        }
    }

    private void fields(List<JsonNode> parts, JsonNode value, String place, int depth, List<Wrong> wrong) {
        for (JsonNode part : parts) {
            Shape.required(part).stream()
                    .filter(name -> !value.has(name))
                    .forEach(name -> wrong.add(new Wrong(place + "/" + name, "it is missing")));
            JsonNode more = part.path("additionalProperties");
            if (more.isBoolean() && !more.booleanValue()) {
                JsonNode known = part.path("properties");
                value.propertyNames().stream()
                        .filter(name -> !known.has(name))
                        .forEach(name -> wrong.add(new Wrong(
                                place + "/" + Texts.cut(name, 100),
                                "there is no such field; expected "
                                        + Texts.cut(String.join(", ", known.propertyNames()), 300))));
            }
        }
        value.properties().forEach(each -> {
            JsonNode schema = Shape.property(parts, each.getKey());
            if (schema != null) {
                look(schema, each.getValue(), place + "/" + each.getKey(), depth + 1, wrong);
            }
        });
    }

    private void alternatives(List<JsonNode> parts, JsonNode value, String place, int depth, List<Wrong> wrong) {
        for (JsonNode part : parts) {
            for (String name : List.of("anyOf", "oneOf")) {
                List<JsonNode> all = part.path(name).valueStream().toList();
                List<Wrong> least = new ArrayList<>();
                boolean fits = all.isEmpty();
                for (JsonNode each : all) {
                    List<Wrong> own = new ArrayList<>();
                    look(each, value, place, depth + 1, own);
                    fits |= own.isEmpty();
                    // of what can't be null the fault is the more telling one
                    if (least.isEmpty() || !shape.types(each).equals(List.of("null"))) {
                        least = own;
                    }
                }
                if (!fits) {
                    wrong.addAll(least);
                }
            }
        }
    }

    private static String or(List<String> types) {
        return Texts.cut(String.join(" or ", types), 100);
    }
}
