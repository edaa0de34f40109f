package org.liaoyuan.server.contract;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A walk through operations: requests that somebody wrote in {@code walk.json}, in the order in which they are sent, and the answers that a
 * server gave. The contract has each as an example, by the step's name; {@code x-step} says in which order, {@code x-until} what a read is
 * repeated for. {@link ExamplesTest} writes the answers and sends what the contract says.
 */
final class Examples {

    static final Path WALK = Path.of("src/test/resources/openapi/walk.json");

    private static final String STEP = "x-step";
    private static final String UNTIL = "x-until";
    private static final JsonMapper JSON = new JsonMapper();

    private Examples() {}

    /**
     * A request and what comes of it.
     *
     * @param name of the example
     * @param order from 0
     * @param parameters of path and query, by name
     * @param type media type of the request; empty where it has no body
     * @param answer null where it is no JSON
     * @param until by JSON pointer what an answer has to have in the end
     */
    record Step(
            String name,
            int order,
            String method,
            String path,
            String operation,
            Map<String, String> parameters,
            String type,
            @Nullable JsonNode request,
            String status,
            @Nullable JsonNode answer,
            Map<String, String> until) {}

    static List<JsonNode> walk() {
        try {
            return JSON.readTree(Files.readString(WALK)).valueStream().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static void into(OpenAPI contract) {
        Map<String, Operation> operations = new HashMap<>();
        contract.getPaths().values().stream()
                .flatMap(item -> item.readOperations().stream())
                .forEach(operation -> operations.put(operation.getOperationId(), operation));
        List<JsonNode> walk = walk();
        for (int i = 0; i < walk.size(); i++) {
            JsonNode step = walk.get(i);
            Operation operation = operations.get(step.path("operation").stringValue());
            if (operation == null) {
                throw new IllegalStateException("there is no operation " + step.path("operation"));
            }
            put(operation, step, i);
        }
    }

    private static void put(Operation operation, JsonNode step, int order) {
        String name = step.path("name").stringValue();
        List.of("path", "query")
                .forEach(in -> step.path(in)
                        .properties()
                        .forEach(each -> operation.getParameters().stream()
                                .filter(parameter -> parameter.getName().equals(each.getKey()))
                                .forEach(parameter ->
                                        parameter.addExample(name, example(each.getValue(), step, order)))));
        if (step.has("request")) {
            operation.getRequestBody().getContent().values().stream()
                    .findFirst()
                    .ifPresent(media -> put(media, name, step.path("request"), step, order));
        }
        var response = operation.getResponses().get(step.path("status").asString(""));
        if (response == null && step.has("status")) {
            throw new IllegalStateException(name + " ends with " + step.path("status") + ", which is not documented");
        }
        if (response != null && response.getContent() != null && step.has("answer")) {
            response.getContent().values().stream()
                    .findFirst()
                    .ifPresent(media -> put(media, name, step.path("answer"), step, order));
        }
    }

    /** Those that stand there by themselves are springdoc's guesses. */
    private static void put(MediaType media, String name, JsonNode value, JsonNode step, int order) {
        media.setExample(null);
        media.addExamples(name, example(value, step, order));
    }

    private static Example example(JsonNode value, JsonNode step, int order) {
        Example example = new Example().value(JSON.treeToValue(value, Object.class));
        example.addExtension(STEP, order);
        if (step.has("until")) {
            example.addExtension(UNTIL, JSON.treeToValue(step.path("until"), Object.class));
        }
        return example;
    }

    /** All steps that a contract has of a tag, in their order. */
    static List<Step> of(JsonNode contract, String tag) {
        List<Step> steps = new ArrayList<>();
        contract.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(each -> {
                    if (each.getValue()
                            .path("tags")
                            .valueStream()
                            .anyMatch(t -> t.asString("").equals(tag))) {
                        new Reading(path.getKey(), each.getKey(), each.getValue()).into(steps);
                    }
                }));
        return steps.stream().sorted(Comparator.comparing(Step::order)).toList();
    }

    /** Puts together what belongs to each example of an operation. */
    private record Reading(String path, String method, JsonNode operation) {

        void into(List<Step> steps) {
            Map<String, JsonNode> marks = new HashMap<>();
            operation
                    .findValues("examples")
                    .forEach(
                            all -> all.properties().forEach(each -> marks.putIfAbsent(each.getKey(), each.getValue())));
            marks.forEach((name, mark) -> steps.add(step(name, mark)));
        }

        private Step step(String name, JsonNode mark) {
            Map<String, String> parameters = new HashMap<>();
            operation.path("parameters").forEach(parameter -> {
                JsonNode value = parameter.path("examples").path(name).path("value");
                if (!value.isMissingNode()) {
                    parameters.put(parameter.path("name").stringValue(), value.asString());
                }
            });
            var body = operation.at("/requestBody/content").properties().stream()
                    .filter(each -> each.getValue().path("examples").has(name))
                    .findFirst();
            var answer = operation.path("responses").properties().stream()
                    .filter(each -> !each.getKey().equals("default"))
                    .findFirst()
                    .orElseThrow();
            JsonNode example = answer.getValue().findValues("examples").stream()
                    .map(all -> all.path(name).path("value"))
                    .filter(value -> !value.isMissingNode())
                    .findFirst()
                    .orElse(JsonNodeFactory.instance.missingNode());
            Map<String, String> until = new HashMap<>();
            mark.path(UNTIL)
                    .properties()
                    .forEach(each -> until.put(each.getKey(), each.getValue().asString()));
            return new Step(
                    name,
                    mark.path(STEP).asInt(0),
                    method.toUpperCase(java.util.Locale.ROOT),
                    path,
                    operation.path("operationId").stringValue(),
                    parameters,
                    body.map(Map.Entry::getKey).orElse(""),
                    body.map(each -> Objects.requireNonNull(each.getValue().at("/examples/" + name + "/value")))
                            .orElse(null),
                    answer.getKey(),
                    example.isMissingNode() ? null : example,
                    until);
        }
    }
}
