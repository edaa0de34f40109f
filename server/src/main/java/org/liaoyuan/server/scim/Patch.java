package org.liaoyuan.server.scim;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * PATCH of RFC 7644, 3.5.2, and the dialects of Entra (operations as {@code Add}, dotted names in a value without a path, members
 * to remove as a value) and Okta (a whole object without a path).
 */
final class Patch {

    private static final int MOST = 1_000;
    private static final Pattern PATH =
            Pattern.compile("([A-Za-z$][\\w$-]{0,99})(?:\\[(.{1,1000})])?(?:\\.([A-Za-z$][\\w$-]{0,99}))?");

    private Patch() {}

    /** Changes the resource as the request says; unknown attributes are taken in, and left aside by who reads it. */
    static ObjectNode apply(JsonNode request, ObjectNode resource) {
        JsonNode operations = Attributes.get(request, "Operations");
        if (!operations.isArray() || operations.isEmpty() || operations.size() > MOST) {
            throw new ScimException(400, "invalidSyntax", "Operations is no list of 1 to " + MOST + " operations");
        }
        for (JsonNode operation : operations) {
            String op = Attributes.get(operation, "op").asString("").toLowerCase(Locale.ROOT);
            JsonNode value = Attributes.get(operation, "value");
            String path = Attributes.get(operation, "path").asString("");
            if (!op.matches("add|replace|remove")) {
                throw new ScimException(400, "invalidSyntax", "op is '" + op + "'; expected add, replace or remove");
            }
            if (!path.isEmpty()) {
                one(op, path, value, resource);
            } else if (op.equals("remove")) {
                throw new ScimException(400, "noTarget", "remove needs a path");
            } else if (!value.isObject()) {
                throw new ScimException(400, "invalidValue", "value is no object, and there is no path");
            } else {
                for (Map.Entry<String, JsonNode> entry : value.properties()) {
                    if (!entry.getKey().equalsIgnoreCase("schemas")) {
                        one(op, entry.getKey(), entry.getValue(), resource);
                    }
                }
            }
        }
        return resource;
    }

    private static void one(String op, String path, JsonNode value, ObjectNode resource) {
        Matcher parts = PATH.matcher(Attributes.local(path));
        if (path.length() > 2_000 || !parts.matches()) {
            throw new ScimException(400, "invalidPath", "'" + path + "' is no path of an attribute");
        }
        String name = Attributes.spelled(resource, parts.group(1));
        String filter = parts.group(2);
        String sub = parts.group(3);
        if (name.equals("id") || name.equals("meta")) {
            throw new ScimException(400, "mutability", "'" + name + "' is read-only");
        }
        if (filter != null) {
            ofItems(op, resource, name, FilterParser.parse(filter), sub == null ? "" : sub, value);
        } else if (sub != null) {
            ObjectNode inner = resource.get(name) instanceof ObjectNode object ? object : resource.putObject(name);
            put(op, inner, Attributes.spelled(inner, sub), value);
        } else {
            put(op, resource, name, value);
        }
    }

    private static void put(String op, ObjectNode object, String name, JsonNode value) {
        JsonNode before = object.path(name);
        if (op.equals("remove")) {
            if (before instanceof ArrayNode items && value.isArray()) {
                Set<JsonNode> gone = value.valueStream().map(Patch::key).collect(Collectors.toSet());
                items.removeIf(item -> gone.contains(key(item)));
            } else {
                object.remove(name);
            }
        } else if (value.isMissingNode()) {
            throw new ScimException(400, "invalidValue", "value of '" + name + "' is missing");
        } else if (op.equals("add") && before instanceof ArrayNode items) {
            // by their keys, the last of the same ones at its own place: lists have thousands of members
            SequencedMap<JsonNode, JsonNode> added = new LinkedHashMap<>();
            for (JsonNode item : value.isArray() ? value : object.arrayNode().add(value)) {
                added.putLast(key(item), item);
            }
            items.removeIf(there -> added.containsKey(key(there)));
            items.addAll(added.values());
        } else if (before instanceof ObjectNode inner && value instanceof ObjectNode more) {
            more.properties().forEach(e -> inner.set(Attributes.spelled(inner, e.getKey()), e.getValue()));
        } else {
            object.set(name, value);
        }
    }

    /** What makes an item of a list the same as another. */
    private static JsonNode key(JsonNode item) {
        return item.isObject() ? Attributes.get(item, "value") : item;
    }

    private static void ofItems(
            String op, ObjectNode resource, String name, Filter filter, String sub, JsonNode value) {
        ArrayNode items = resource.get(name) instanceof ArrayNode list ? list : resource.putArray(name);
        if (op.equals("remove") && sub.isEmpty()) {
            items.removeIf(filter::matches);
            return;
        }
        boolean found = false;
        for (JsonNode item : items) {
            if (item instanceof ObjectNode object && filter.matches(item)) {
                found = true;
                if (!sub.isEmpty()) {
                    put(op, object, Attributes.spelled(object, sub), value);
                } else if (value instanceof ObjectNode more) {
                    object.setAll(more);
                }
            }
        }
        // Entra replaces emails[type eq "work"].value of people who have none yet
        if (!found && !op.equals("remove") && !sub.isEmpty()) {
            items.addObject().set(sub, value);
        }
    }
}
