package org.liaoyuan.server.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands in examples for what a server gives: addresses, ids and times are others each time. An id of an example is learnt where an
 * answer has another one in its place; requests that name it go out with that.
 */
final class Likeness {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d[^\\s]*");
    private static final String HOOKS = "/api/agent-hooks/";
    private static final String SOME_TIME = "2026-01-05T09:30:00Z";
    private static final int LONGEST = 300;

    /** Fields whose values say what was done: they are the example's, and not only of its kind. */
    private static final Set<String> SAME = Set.of(
            "name",
            "title",
            "kind",
            "operation",
            "method",
            "path",
            "number",
            "revision",
            "label",
            "topic",
            "node",
            "position",
            "to",
            "effect",
            "ok",
            "headers",
            "question",
            "language");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, String> real = new HashMap<>();
    private int others;

    /** @param addresses by what examples say */
    Likeness(Map<String, String> addresses) {
        real.putAll(addresses);
    }

    /** With what the server knows in the place of the example's. */
    String real(String text) {
        String all = text;
        for (Map.Entry<String, String> each : real.entrySet()) {
            all = all.replace(each.getKey(), each.getValue());
        }
        return all;
    }

    void learn(String example, String given) {
        if (example.contains(HOOKS)) {
            real.putIfAbsent(
                    example.substring(example.lastIndexOf('/') + 1), given.substring(given.lastIndexOf('/') + 1));
        } else {
            real.putIfAbsent(example, given);
        }
    }

    /** Ids outside of lists: what comes first in those is not the same each time. */
    void learn(JsonNode example, JsonNode given) {
        if (example.isObject()) {
            example.properties().forEach(each -> learn(each.getValue(), given.path(each.getKey())));
        } else if (example.isString() && given.isString()) {
            String text = example.stringValue();
            if (ID.matcher(text).matches() || text.contains(HOOKS)) {
                learn(text, given.stringValue());
            }
        }
    }

    /** Where an answer is not what the example says it is; empty where it is. */
    String difference(JsonNode example, JsonNode given) {
        return difference("", example, given, false);
    }

    private String difference(String place, JsonNode example, JsonNode given, boolean same) {
        if (example.isObject()) {
            for (Map.Entry<String, JsonNode> each : example.properties()) {
                String own = place + "/" + each.getKey();
                if (!given.has(each.getKey())) {
                    return own + " is missing";
                }
                String difference =
                        difference(own, each.getValue(), given.get(each.getKey()), SAME.contains(each.getKey()));
                if (!difference.isEmpty()) {
                    return difference;
                }
            }
            return "";
        }
        if (example.isArray()) {
            List<String> all = given.valueStream()
                    .map(each -> difference(place + "/0", example.path(0), each, same))
                    .toList();
            return example.isEmpty() || all.contains("") ? "" : all.isEmpty() ? place + " is empty" : all.getFirst();
        }
        boolean isOfKind = example.isNull() || example.getNodeType() == given.getNodeType();
        boolean isSame = !same || example.isNull() || real(text(example)).equals(given.asString(""));
        return isOfKind && isSame ? "" : place + " is " + given + ", and in the example " + example;
    }

    private static String text(JsonNode value) {
        return value.asString("");
    }

    /** An answer as an example: a list by one of its items, long texts cut, nothing in it that is another each time. */
    JsonNode example(JsonNode given) {
        if (given.isObject()) {
            ObjectNode object = NODES.objectNode();
            given.properties().forEach(each -> {
                boolean isTime =
                        each.getKey().equals("millis") && each.getValue().isNumber();
                object.set(each.getKey(), isTime ? NODES.numberNode(12) : example(each.getValue()));
            });
            return object;
        }
        if (given.isArray()) {
            ArrayNode list = NODES.arrayNode();
            given.valueStream()
                    .filter(each -> real.values().stream()
                            .anyMatch(id ->
                                    ID.matcher(id).matches() && each.toString().contains(id)))
                    .findFirst()
                    .or(() -> given.valueStream().findFirst())
                    .ifPresent(each -> list.add(example(each)));
            return list;
        }
        return given.isString() ? NODES.stringNode(example(given.stringValue())) : given;
    }

    private String example(String given) {
        String text = given;
        for (Map.Entry<String, String> each : real.entrySet()) {
            text = text.replace(each.getValue(), each.getKey());
        }
        if (ID.matcher(text).matches() && !real.containsKey(text)) {
            String stands = "0e000000-0000-4000-8000-%012d".formatted(++others);
            real.put(stands, text);
            return stands;
        }
        text = TIME.matcher(text).replaceAll(SOME_TIME);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
