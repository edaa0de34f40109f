package org.liaoyuan.engine.grammar;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A schema as it was given: which resources ({@code $id}) it holds, and where references inside it lead. Nothing is ever fetched. */
final class SchemaDocument {

    private static final int MOST_NODES = 100_000;
    private static final int DEEPEST = 200;
    private static final Set<String> SCHEMAS_BY_NAME =
            Set.of("$defs", "definitions", "properties", "patternProperties", "dependentSchemas");
    private static final Set<String> SCHEMA_LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> SCHEMA = Set.of(
            "additionalProperties",
            "propertyNames",
            "items",
            "contains",
            "not",
            "if",
            "then",
            "else",
            "unevaluatedItems",
            "unevaluatedProperties");

    /** A part of the document with a URI of its own. */
    record Resource(
            String uri, JsonNode root, String pointer, Map<String, String> anchors, Map<String, String> dynamic) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Resource r && uri.equals(r.uri);
        }

        @Override
        public int hashCode() {
            return uri.hashCode();
        }
    }

    private final JsonNode document;
    private final Map<String, Resource> resources = new HashMap<>();
    /** The resource each schema stands in, by its place in the document. */
    private final Map<String, Resource> byPointer = new HashMap<>();

    private boolean dynamic;
    private boolean unevaluated;

    SchemaDocument(JsonNode document) {
        this.document = document;
        measure(document);
        Resource base = new Resource("schema:/", document, "#", new HashMap<>(), new HashMap<>());
        resources.put(base.uri, base);
        index(document, "#", base);
    }

    Schema root() {
        return at("#", document, List.of());
    }

    /** Before anything recurses: is it deep, or large? */
    private static void measure(JsonNode document) {
        record Level(JsonNode node, int depth) {}
        ArrayDeque<Level> todo = new ArrayDeque<>(List.of(new Level(document, 0)));
        int nodes = 0;
        while (!todo.isEmpty()) {
            Level level = todo.pop();
            if (level.depth > DEEPEST || ++nodes > MOST_NODES) {
                throw new UnsupportedSchemaException(
                        "#", "it is nested more than " + DEEPEST + " deep or has more than " + MOST_NODES + " values");
            }
            level.node.forEach(child -> todo.push(new Level(child, level.depth + 1)));
        }
    }

    private void index(JsonNode node, String pointer, Resource outer) {
        Resource resource = outer;
        if (node.path("$id").isString()) {
            String uri = resolve(outer.uri, node.path("$id").stringValue(), pointer + "/$id");
            resource = resources.computeIfAbsent(
                    withoutFragment(uri), key -> new Resource(key, node, pointer, new HashMap<>(), new HashMap<>()));
        }
        byPointer.put(pointer, resource);
        if (node.path("$anchor").isString()) {
            resource.anchors.putIfAbsent(node.path("$anchor").stringValue(), pointer);
        }
        if (node.path("$dynamicAnchor").isString()) {
            dynamic = true;
            resource.anchors.putIfAbsent(node.path("$dynamicAnchor").stringValue(), pointer);
            resource.dynamic.putIfAbsent(node.path("$dynamicAnchor").stringValue(), pointer);
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            unevaluated |= entry.getKey().startsWith("unevaluated");
            String below = pointer + "/" + escape(entry.getKey());
            JsonNode value = entry.getValue();
            if (SCHEMA.contains(entry.getKey())) {
                index(value, below, resource);
            } else if (SCHEMA_LISTS.contains(entry.getKey()) && value.isArray()) {
                for (int i = 0; i < value.size(); i++) {
                    index(value.get(i), below + "/" + i, resource);
                }
            } else if (SCHEMAS_BY_NAME.contains(entry.getKey()) && value.isObject()) {
                for (Map.Entry<String, JsonNode> named : value.properties()) {
                    index(named.getValue(), below + "/" + escape(named.getKey()), resource);
                }
            }
        }
    }

    /** Whether it matters what keywords have looked at. */
    boolean usesUnevaluated() {
        return unevaluated;
    }

    /** The schema below another one; {@code step} is the rest of its pointer. */
    Schema below(Schema schema, JsonNode node, String step) {
        return at(schema.pointer() + step, node, schema.scope());
    }

    private Schema at(String pointer, JsonNode node, List<Resource> scope) {
        if (!dynamic) {
            return new Schema(pointer, node, List.of(), false);
        }
        Resource resource = resourceOf(pointer);
        if (scope.contains(resource)) {
            return new Schema(pointer, node, scope, false);
        }
        var longer = new ArrayList<>(scope);
        longer.add(resource);
        return new Schema(pointer, node, List.copyOf(longer), false);
    }

    private Resource resourceOf(String pointer) {
        for (String at = pointer; ; at = at.substring(0, at.lastIndexOf('/'))) {
            Resource resource = byPointer.get(at);
            if (resource != null) {
                return resource;
            }
        }
    }

    /** Where {@code $ref} or {@code $dynamicRef} of the schema leads. */
    Schema follow(Schema from, String keyword) {
        JsonNode value = from.node().path(keyword);
        String place = from.pointer() + "/" + keyword;
        if (!value.isString()) {
            throw new UnsupportedSchemaException(place, "it must be a text");
        }
        String uri = resolve(resourceOf(from.pointer()).uri, value.stringValue(), place);
        Resource resource = resources.get(withoutFragment(uri));
        if (resource == null) {
            throw new UnsupportedSchemaException(
                    place,
                    "'" + value.stringValue()
                            + "' leads outside the schema, and nothing is fetched; put the definition into $defs");
        }
        String fragment = uri.contains("#") ? uri.substring(uri.indexOf('#') + 1) : "";
        if (fragment.isEmpty() || fragment.startsWith("/")) {
            return pointed(resource, decode(fragment), from, place);
        }
        String name = decode(fragment);
        String target = resource.anchors.get(name);
        if (keyword.equals("$dynamicRef") && resource.dynamic.containsKey(name)) {
            target = from.scope().stream()
                    .filter(r -> r.dynamic.containsKey(name))
                    .map(r -> r.dynamic.get(name))
                    .findFirst()
                    .orElse(target);
        }
        if (target == null) {
            throw new UnsupportedSchemaException(place, "there is no anchor '" + name + "'");
        }
        return at(target, document.at(target.substring(1).isEmpty() ? "" : target.substring(1)), from.scope());
    }

    private Schema pointed(Resource resource, String pointer, Schema from, String place) {
        JsonNode target;
        try {
            target = resource.root.at(pointer);
        } catch (IllegalArgumentException e) {
            throw new UnsupportedSchemaException(place, "'" + pointer + "' is no JSON pointer");
        }
        if (target.isMissingNode()) {
            throw new UnsupportedSchemaException(place, "there is nothing at '" + pointer + "'");
        }
        return at(resource.pointer + pointer, target, from.scope());
    }

    private static String resolve(String base, String reference, String place) {
        try {
            if (reference.startsWith("#")) {
                return withoutFragment(base) + reference;
            }
            return URI.create(base).resolve(reference).toString();
        } catch (IllegalArgumentException e) {
            throw new UnsupportedSchemaException(place, "'" + reference + "' is no URI reference");
        }
    }

    private static String withoutFragment(String uri) {
        return uri.contains("#") ? uri.substring(0, uri.indexOf('#')) : uri;
    }

    private static String decode(String fragment) {
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return fragment;
        }
    }

    static String escape(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }
}
