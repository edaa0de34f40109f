package org.liaoyuan.server.tool.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.tool.Headers;
import org.liaoyuan.server.tool.openapi.Operation.In;
import org.liaoyuan.server.tool.openapi.Operation.Parameter;
import tools.jackson.databind.JsonNode;

/** Reads one operation of a document, or says by {@link Unfit} why nodes can't call it. */
final class OperationReader {

    private static final int MOST_PARAMETERS = 100;
    private static final int LONGEST_PATH = 1_000;
    private static final int LONGEST_WORDS = 300;

    /** Of a path: what an address takes, and names in braces. */
    private static final Pattern PATH =
            Pattern.compile("(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2}|\\{[^{}/]{1,100}})*+)++");

    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}{}]{1,100}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern JSON_TYPE = Pattern.compile("(?i)(application|text)/([a-z0-9.+-]*\\+)?json(;.*)?");

    private final Pointers pointers;
    private final SchemaReader schemas;

    OperationReader(Pointers pointers, SchemaReader schemas) {
        this.pointers = pointers;
        this.schemas = schemas;
    }

    /**
     * Reads it.
     *
     * @param item the path's object, whose parameters all its operations have
     * @throws Unfit if it can't be called
     */
    Operation read(String name, String path, String method, JsonNode item, JsonNode json) {
        if (path.length() > LONGEST_PATH
                || !PATH.matcher(path).matches()
                || Stream.of(path.split("/", -1)).anyMatch(part -> part.equals(".") || part.equals(".."))) {
            throw new Unfit("its path is none");
        }
        List<Parameter> parameters = parameters(item, json);
        String filled = path;
        for (Parameter each : parameters) {
            if (each.in() == In.PATH) {
                filled = filled.replace("{" + each.name() + "}", "");
            }
        }
        if (filled.contains("{")) {
            throw new Unfit("its path has a name in braces that is no parameter");
        }
        String summary = json.path("summary").asString("");
        return new Operation(
                name,
                method,
                path,
                Texts.cut(summary.isBlank() ? json.path("description").asString("") : summary, LONGEST_WORDS),
                parameters,
                body(method, json));
    }

    private List<Parameter> parameters(JsonNode item, JsonNode json) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        Stream.concat(
                        item.path("parameters").valueStream(),
                        json.path("parameters").valueStream())
                .limit(2 * MOST_PARAMETERS)
                .map(pointers::followed)
                .forEach(each -> all.put(
                        each.path("in").asString("") + " " + each.path("name").asString(""), each));
        Set<String> arguments = new HashSet<>();
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode each : all.values()) {
            Parameter read = parameter(each, arguments);
            if (read != null) {
                parameters.add(read);
            }
        }
        if (parameters.size() > MOST_PARAMETERS) {
            throw new Unfit("it has more than " + MOST_PARAMETERS + " parameters");
        }
        return parameters;
    }

    /** @return null for one that is not a node's to set: cookies, and headers that say how a request is sent or who sends it (as OpenAPI has it) */
    private @Nullable Parameter parameter(JsonNode json, Set<String> arguments) {
        String name = json.path("name").asString("");
        In in = switch (json.path("in").asString("")) {
            case "path" -> In.PATH;
            case "query" -> In.QUERY;
            case "header" -> In.HEADER;
            default -> null;
        };
        if (in == null || in == In.HEADER && (Headers.areOurs(name) || name.equalsIgnoreCase("Authorization"))) {
            return null;
        }
        if (!NAME.matcher(name).matches()
                || in == In.HEADER && !HEADER.matcher(name).matches()) {
            throw new Unfit("a parameter's name is none");
        }
        JsonNode content = json.path("content");
        boolean isJson = content.isObject();
        String style = isJson ? "json" : json.path("style").asString(in == In.QUERY ? "form" : "simple");
        boolean known = in == In.QUERY
                ? Set.of("form", "spaceDelimited", "pipeDelimited", "deepObject", "json")
                        .contains(style)
                : Set.of("simple", "json").contains(style);
        if (!known || isJson && jsonType(content) == null) {
            throw new Unfit("its parameter '" + Texts.cut(name, 100) + "' is written in a way that is not known here");
        }
        JsonNode schema =
                isJson ? content.path(String.valueOf(jsonType(content))).path("schema") : json.path("schema");
        String argument = arguments.add(name) ? name : in.name().toLowerCase(Locale.ROOT) + "." + name;
        arguments.add(argument);
        return new Parameter(
                argument,
                name,
                in,
                in == In.PATH || json.path("required").asBoolean(false),
                style,
                json.path("explode").asBoolean(style.equals("form")),
                Texts.cut(json.path("description").asString(""), LONGEST_WORDS),
                schemas.read(schema));
    }

    private Operation.@Nullable Body body(String method, JsonNode json) {
        JsonNode body = pointers.followed(json.path("requestBody"));
        if (body.isMissingNode() || method.equals("get") || method.equals("head")) {
            return null;
        }
        boolean required = body.path("required").asBoolean(false);
        String type = jsonType(body.path("content"));
        if (type == null) {
            if (required) {
                throw new Unfit("its body is not JSON");
            }
            return null;
        }
        return new Operation.Body(
                type.contains("*") ? "application/json" : type.replaceFirst(";.*", ""),
                required,
                schemas.read(body.path("content").path(type).path("schema")));
    }

    private static @Nullable String jsonType(JsonNode content) {
        return content.propertyNames().stream()
                .filter(type -> JSON_TYPE.matcher(type).matches() || type.equals("*/*") || type.equals("application/*"))
                .findFirst()
                .orElse(null);
    }
}
