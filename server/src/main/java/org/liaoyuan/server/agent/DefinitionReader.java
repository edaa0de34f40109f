package org.liaoyuan.server.agent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.Definition.Problem;
import org.liaoyuan.server.agent.Definition.Wrong;
import org.liaoyuan.server.model.ModelService;
import tools.jackson.databind.JsonNode;

/** Makes a {@link Definition} of JSON that somebody wrote, or says everything that is wrong with it. The format: {@code agents/agent.schema.json}. */
final class DefinitionReader {

    private static final int MOST_CASES = 20;
    private static final int USUAL_TOKENS = 1_024;

    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    private DefinitionReader() {}

    /**
     * What came of it.
     *
     * @param definition null where there are problems
     */
    record Read(@Nullable Definition definition, List<Problem> problems) {

        /** @throws IllegalStateException if there are problems: for releases, which were made without */
        Definition whole() {
            if (definition == null) {
                throw new IllegalStateException("the definition has problems: " + problems);
            }
            return definition;
        }
    }

    static Read read(JsonNode json) {
        return new DefinitionReader().of(json);
    }

    private Read of(JsonNode json) {
        if (!json.isObject()) {
            return new Read(
                    null,
                    List.of(new Problem("", "", Wrong.TYPE, "it is " + Fields.kind(json) + "; expected an object")));
        }
        Fields fields = new Fields(json, "", "", problems);
        String name = fields.text("name", 100);
        String description = fields.optional("description", 2_000);
        InputSchema input = InputSchema.read(fields.object("input"), problems);
        JsonNode list = fields.array("nodes");
        fields.end();
        if (list.isEmpty()) {
            fields.problem("nodes", Wrong.MISSING, "expected a list of nodes");
        }
        if (list.size() > Definition.MOST_NODES) {
            fields.problem(
                    "nodes",
                    Wrong.RANGE,
                    "there are " + list.size() + "; expected " + Definition.MOST_NODES + " at most");
            return new Read(null, List.copyOf(problems));
        }
        for (int i = 0; i < list.size(); i++) {
            node(list.get(i), i);
        }
        if (problems.isEmpty()) {
            problems.addAll(new GraphCheck(nodes).problems());
        }
        return problems.isEmpty()
                ? new Read(new Definition(name, description, input, Collections.unmodifiableMap(nodes)), List.of())
                : new Read(null, List.copyOf(problems));
    }

    private void node(JsonNode json, int index) {
        String place = "nodes/" + index;
        if (!json.isObject()) {
            problems.add(new Problem("", place, Wrong.TYPE, "it is " + Fields.kind(json) + "; expected an object"));
            return;
        }
        String id = json.path("id").asString("");
        if (!id.matches("[a-z][a-z0-9_-]{0,49}")) {
            problems.add(new Problem(
                    "",
                    place + "/id",
                    Wrong.RANGE,
                    "expected small letters, digits, _ and -, 50 at most, a letter first"));
            return;
        }
        Fields fields = new Fields(json, id, "", problems);
        fields.text("id", 50);
        String kind = fields.text("kind", 50);
        Node node = switch (kind) {
            case "input" -> new Node.Input(id, next(fields, "next"));
            case "model" -> model(id, fields);
            case "template" -> new Node.Template(id, fields.text("text", Definition.MOST_TEXT), next(fields, "next"));
            case "branch" -> branch(id, fields);
            case "approval" ->
                new Node.Approval(
                        id,
                        fields.text("question", Definition.MOST_TEXT),
                        fields.oneOf("by", Node.Decider.values(), Node.Decider.STARTER),
                        next(fields, "approved"),
                        next(fields, "refused"));
            case "answer" -> new Node.Answer(id, fields.text("text", Definition.MOST_TEXT));
            default -> null;
        };
        if (node == null) {
            fields.problem(
                    "kind",
                    Wrong.UNKNOWN_KIND,
                    "it is '" + kind + "'; expected input, model, template, branch, approval or answer");
            return;
        }
        fields.end();
        if (nodes.putIfAbsent(id, node) != null) {
            fields.problem("id", Wrong.DUPLICATE, "another node has this id");
        }
    }

    private static String next(Fields fields, String field) {
        return fields.text(field, 50);
    }

    private static Node model(String id, Fields fields) {
        String model = fields.optional("model", 200);
        return new Node.Model(
                id,
                model.isEmpty() ? ModelService.DEFAULT : model,
                fields.optional("system", Definition.MOST_TEXT),
                fields.text("prompt", Definition.MOST_TEXT),
                fields.number("maxTokens", 1, Definition.MOST_TOKENS, USUAL_TOKENS),
                next(fields, "next"));
    }

    private Node branch(String id, Fields fields) {
        JsonNode list = fields.array("cases");
        if (list.isEmpty() || list.size() > MOST_CASES) {
            fields.problem("cases", Wrong.RANGE, "there are " + list.size() + "; expected 1 to " + MOST_CASES);
        }
        List<Node.Case> cases = new ArrayList<>();
        for (int i = 0; i < Math.min(list.size(), MOST_CASES); i++) {
            Fields one = new Fields(list.get(i), id, "cases/" + i + "/", problems);
            Node.Comparison is = one.oneOf("is", Node.Comparison.values(), Node.Comparison.EQUAL);
            cases.add(new Node.Case(one.text("value", 2_000), is, one.optional("than", 2_000), next(one, "next")));
            one.end();
        }
        return new Node.Branch(id, cases, next(fields, "otherwise"));
    }
}
