package org.liaoyuan.server.tool.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.tool.Tool.Problem;
import org.liaoyuan.server.tool.openapi.Operation.Parameter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What is wrong with values of a node before its references are filled, each at its place. */
final class Draft {

    private static final String ARGUMENTS = "arguments";
    private static final String BODY = "body";

    private final Operation operation;
    private final Shape shape;
    private final List<Problem> problems = new ArrayList<>();

    Draft(Operation operation, JsonNode schemas) {
        this.operation = operation;
        this.shape = new Shape(schemas);
    }

    /** @param arguments null for none; so is {@code body} */
    List<Problem> problems(@Nullable JsonNode arguments, @Nullable JsonNode body) {
        JsonNode given = arguments == null ? JsonNodeFactory.instance.objectNode() : arguments;
        if (given.isObject()) {
            arguments(given);
        } else {
            problems.add(new Problem(ARGUMENTS, "it is " + Shape.type(given) + "; expected an object"));
        }
        body(body);
        return problems;
    }

    private void arguments(JsonNode given) {
        String known = operation.parameters().stream().map(Parameter::argument).collect(Collectors.joining(", "));
        given.propertyNames().stream()
                .filter(name -> operation.parameters().stream()
                        .noneMatch(p -> p.argument().equals(name)))
                .forEach(name -> problems.add(new Problem(
                        ARGUMENTS + "/" + Texts.cut(name, 100),
                        "the operation has no such argument; it has "
                                + (known.isEmpty() ? "none" : Texts.cut(known, 500)))));
        for (Parameter parameter : operation.parameters()) {
            String place = ARGUMENTS + "/" + parameter.argument();
            JsonNode value = given.get(parameter.argument());
            JsonNode typed = value == null ? null : new Typing(shape, true).typed(parameter.schema(), value);
            boolean isNone = typed == null
                    || parameter.in() == Operation.In.PATH && typed.asString("").isBlank() && !typed.isContainer();
            if (typed != null && !isNone) {
                fits(place, parameter.schema(), typed);
            } else if (parameter.required()) {
                problems.add(new Problem(place, "it is missing, which the operation requires"));
            }
        }
    }

    private void body(@Nullable JsonNode body) {
        Operation.Body wanted = operation.body();
        if (wanted == null) {
            if (body != null) {
                problems.add(new Problem(BODY, "the operation takes none"));
            }
            return;
        }
        JsonNode typed = body == null ? null : new Typing(shape, true).typed(wanted.schema(), body);
        if (typed != null) {
            fits(BODY, wanted.schema(), typed);
        } else if (wanted.required()) {
            problems.add(new Problem(BODY, "it is missing, which the operation requires"));
        }
    }

    private void fits(String place, JsonNode schema, JsonNode value) {
        new Fitting(shape, true)
                .problems(schema, value)
                .forEach(wrong -> problems.add(new Problem(place + wrong.place(), wrong.detail())));
    }
}
