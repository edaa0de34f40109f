package org.liaoyuan.server.tool.openapi;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import org.liaoyuan.server.tool.http.Escapes;
import org.liaoyuan.server.tool.http.Outgoing;
import org.liaoyuan.server.tool.openapi.Operation.In;
import org.liaoyuan.server.tool.openapi.Operation.Parameter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes the request of an operation: each value checked by its schema, and escaped where it stands, as OpenAPI's styles have it. */
final class Calling {

    private static final int LONGEST_ADDRESS = 8_000;
    private static final JsonNode NONE = JsonNodeFactory.instance.objectNode();

    private final Operation operation;
    private final Shape shape;
    private final Typing typing;

    Calling(Operation operation, JsonNode schemas) {
        this.operation = operation;
        this.shape = new Shape(schemas);
        this.typing = new Typing(shape, false);
    }

    /**
     * Makes it.
     *
     * @param base address of the API
     * @param arguments by name; null for none
     * @param body null for none
     * @throws ToolFailure if one is missing, unknown, or not what its schema wants
     */
    Outgoing request(URI base, @Nullable JsonNode arguments, @Nullable JsonNode body) {
        JsonNode given = arguments == null ? NONE : arguments;
        if (!given.isObject()) {
            throw wrong("arguments", "it is " + Shape.type(given) + "; expected an object");
        }
        given.propertyNames().forEach(name -> {
            if (operation.parameters().stream().noneMatch(p -> p.argument().equals(name))) {
                throw wrong("arguments/" + Texts.cut(name, 100), "the operation has no such argument");
            }
        });
        String path = operation.path();
        List<String> query = new ArrayList<>();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json, */*;q=0.5");
        for (Parameter parameter : operation.parameters()) {
            JsonNode value = given.has(parameter.argument())
                    ? typing.typed(parameter.schema(), given.get(parameter.argument()))
                    : null;
            if (value == null) {
                require(!parameter.required(), parameter);
                continue;
            }
            fits("arguments/" + parameter.argument(), parameter.schema(), value);
            switch (parameter.in()) {
                case PATH -> path = path.replace("{" + parameter.name() + "}", inPath(parameter, value));
                case QUERY -> query.addAll(inQuery(parameter, value));
                case HEADER -> headers.put(parameter.name(), inHeader(parameter, value));
            }
        }
        if (Stream.of(path.split("/", -1)).anyMatch(part -> part.equals(".") || part.equals(".."))) {
            throw wrong("arguments", "they would lead to another path");
        }
        String address =
                base.toString().replaceFirst("/+$", "") + path + (query.isEmpty() ? "" : "?" + String.join("&", query));
        if (address.length() > LONGEST_ADDRESS) {
            throw wrong(
                    "arguments",
                    "the address would have " + address.length() + " characters; expected " + LONGEST_ADDRESS
                            + " at most");
        }
        return new Outgoing(
                operation.method().toUpperCase(Locale.ROOT),
                URI.create(address),
                headers,
                written(body),
                operation.body() == null ? "" : operation.body().type());
    }

    private static void require(boolean isThere, Parameter parameter) {
        if (!isThere) {
            throw wrong("arguments/" + parameter.argument(), "it is missing, which the operation requires");
        }
    }

    private String written(@Nullable JsonNode body) {
        Operation.Body wanted = operation.body();
        if (wanted == null) {
            if (body != null) {
                throw wrong("body", "the operation takes none");
            }
            return "";
        }
        JsonNode typed = body == null ? null : typing.typed(wanted.schema(), body);
        if (typed == null) {
            if (wanted.required()) {
                throw wrong("body", "it is missing, which the operation requires");
            }
            return "";
        }
        fits("body", wanted.schema(), typed);
        return typed.toString();
    }

    private void fits(String place, JsonNode schema, JsonNode value) {
        new Fitting(shape, false).problems(schema, value).stream().findFirst().ifPresent(wrong -> {
            throw wrong(place + wrong.place(), wrong.detail());
        });
    }

    private static ToolFailure wrong(String place, String detail) {
        return new ToolFailure(Reason.VALUE, place + ": " + detail);
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    /** Styles {@code simple} and JSON. Nothing, and what leads to another path, is no part of one. */
    private static String inPath(Parameter parameter, JsonNode value) {
        String written = String.join(",", simple(parameter, value, Escapes::percent));
        if (written.isEmpty() || written.equals(".") || written.equals("..")) {
            throw wrong("arguments/" + parameter.argument(), "'" + written + "' would lead to another path");
        }
        return written;
    }

    private static String inHeader(Parameter parameter, JsonNode value) {
        String written = String.join(",", simple(parameter, value, text -> text));
        if (written.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f || c > 0xff)) {
            throw wrong("arguments/" + parameter.argument(), "it has characters that no header can have");
        }
        return written;
    }

    private static List<String> simple(
            Parameter parameter, JsonNode value, java.util.function.UnaryOperator<String> escape) {
        if (parameter.style().equals("json") || !value.isContainer()) {
            return List.of(escape.apply(text(value)));
        }
        if (value.isArray()) {
            return value.valueStream().map(each -> escape.apply(text(each))).toList();
        }
        return value.propertyStream()
                .flatMap(each -> parameter.explode()
                        ? Stream.of(escape.apply(each.getKey()) + "=" + escape.apply(text(each.getValue())))
                        : Stream.of(escape.apply(each.getKey()), escape.apply(text(each.getValue()))))
                .toList();
    }

    private static List<String> inQuery(Parameter parameter, JsonNode value) {
        String name = Escapes.percent(parameter.name());
        boolean isWhole = parameter.style().equals("json") || !value.isContainer();
        if (parameter.in() == In.QUERY && !isWhole && parameter.style().equals("deepObject") && value.isObject()) {
            return value.propertyStream()
                    .map(each -> name + "%5B" + Escapes.percent(each.getKey()) + "%5D="
                            + Escapes.percent(text(each.getValue())))
                    .toList();
        }
        if (!isWhole && parameter.explode()) {
            return value.isArray()
                    ? value.valueStream()
                            .map(each -> name + "=" + Escapes.percent(text(each)))
                            .toList()
                    : value.propertyStream()
                            .map(each -> Escapes.percent(each.getKey()) + "=" + Escapes.percent(text(each.getValue())))
                            .toList();
        }
        String between = switch (parameter.style()) {
            case "spaceDelimited" -> "%20";
            case "pipeDelimited" -> "%7C";
            default -> ",";
        };
        return List.of(name + "=" + String.join(between, simple(parameter, value, Escapes::percent)));
    }
}
