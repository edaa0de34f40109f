package org.liaoyuan.server.agent.definition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a definition's field {@code evals}, once its nodes are known to be in order. */
final class EvalsReader {

    private static final String PLACE = "evals/";
    private static final int MOST_NAME = 200;
    private static final int MOST_TEXT = 20_000;

    private final InputSchema input;
    private final InputSchema output;
    private final Map<String, Node> nodes;
    private final List<Problem> problems;

    /**
     * Of one definition.
     *
     * @param nodes all of them, by id
     * @param problems what is wrong is added
     */
    EvalsReader(InputSchema input, InputSchema output, Map<String, Node> nodes, List<Problem> problems) {
        this.input = input;
        this.output = output;
        this.nodes = nodes;
        this.problems = problems;
    }

    Evals read(JsonNode json) {
        Fields fields = new Fields(json, "", PLACE, problems);
        double least = fields.decimal("least", 0, 1, 0);
        JsonNode list = fields.array("cases");
        fields.end();
        if (list.size() > Evals.MOST_CASES) {
            fields.problem(
                    "cases", Wrong.RANGE, "there are " + list.size() + "; expected " + Evals.MOST_CASES + " at most");
            return Evals.NONE;
        }
        if (least > 0 && list.isEmpty()) {
            fields.problem("least", Wrong.MISSING, "there are no cases of which " + least + " could pass");
        }
        List<Evals.Case> cases = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            cases.add(one(list.get(i), "cases/" + i, names));
        }
        return new Evals(least, cases);
    }

    private Evals.Case one(JsonNode json, String place, Set<String> names) {
        Fields fields = new Fields(object(json, place), "", PLACE + place + "/", problems);
        String name = fields.text("name", MOST_NAME);
        if (!name.isBlank() && !names.add(name)) {
            fields.problem("name", Wrong.DUPLICATE, "another case is called '" + name + "', too");
        }
        JsonNode started = fields.object("input");
        input.check(started)
                .forEach(problem -> fields.problem(
                        problem.field().isEmpty() ? "input" : "input/" + problem.field(),
                        problem.wrong(),
                        problem.detail()));
        Map<String, JsonNode> given = new LinkedHashMap<>();
        fields.object("given").forEachEntry((node, value) -> {
            new GivenCheck(nodes, problems).check(PLACE + place + "/given/" + node, node, value);
            given.put(node, value);
        });
        JsonNode list = fields.array("expect");
        if (list.isEmpty()) {
            fields.problem("expect", Wrong.MISSING, "expected a list of what is looked at");
        }
        if (list.size() > Evals.MOST_EXPECTED) {
            fields.problem(
                    "expect",
                    Wrong.RANGE,
                    "there are " + list.size() + "; expected " + Evals.MOST_EXPECTED + " at most");
        }
        List<Evals.Expectation> expect = new ArrayList<>();
        for (int i = 0; i < Math.min(list.size(), Evals.MOST_EXPECTED); i++) {
            expect.add(expectation(list.get(i), place + "/expect/" + i));
        }
        fields.end();
        return new Evals.Case(name, started, given, expect);
    }

    private Evals.Expectation expectation(JsonNode json, String place) {
        Fields fields = new Fields(object(json, place), "", PLACE + place + "/", problems);
        boolean not = fields.flag("not");
        List<String> which =
                List.of("value", "passed", "data").stream().filter(fields::has).toList();
        if (which.size() != 1) {
            problems.add(new Problem(
                    "",
                    PLACE + place,
                    which.isEmpty() ? Wrong.MISSING : Wrong.UNKNOWN_FIELD,
                    "expected one of value, passed, data, and no other of them"));
        }
        Evals.Expectation read = switch (which.isEmpty() ? "" : which.getFirst()) {
            case "passed" -> passed(fields, not);
            case "data" -> data(fields, not);
            default -> compared(fields, not);
        };
        which.stream().skip(1).forEach(fields::optionalAny);
        fields.end();
        return read;
    }

    private Evals.Expectation passed(Fields fields, boolean not) {
        String node = fields.text("passed", MOST_NAME);
        if (!node.isBlank() && !nodes.containsKey(node)) {
            fields.problem("passed", Wrong.UNKNOWN_NODE, "there is no node '" + node + "'");
        }
        return new Evals.Passed(node, not);
    }

    private Evals.Expectation data(Fields fields, boolean not) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        fields.object("data").forEachEntry((name, value) -> {
            InputSchema.Field field = output.fields().get(name);
            if (field == null) {
                fields.problem("data/" + name, Wrong.UNKNOWN_FIELD, "the definition's output has no such field");
            } else if (!value.isNull() && !field.isFilledBy(value)) {
                fields.problem(
                        "data/" + name,
                        Wrong.TYPE,
                        "it is " + Fields.kind(value) + ", or none of the values that the output's field takes");
            }
            data.set(name, value);
        });
        if (data.isEmpty()) {
            fields.problem("data", Wrong.MISSING, "expected fields of the answer's data with their values");
        }
        return new Evals.Data(data, not);
    }

    private Evals.Expectation compared(Fields fields, boolean not) {
        String value = fields.has("value") ? fields.text("value", MOST_TEXT) : "";
        List<References.Reference> references = References.in(value);
        if (references.isEmpty() && !value.isBlank()) {
            fields.problem("value", Wrong.REFERENCE, "it says nothing of the run; expected one such as {{answer}}");
        }
        references.stream()
                .filter(reference -> !isKnown(reference))
                .forEach(reference -> fields.problem(
                        "value",
                        Wrong.REFERENCE,
                        "'" + reference.written()
                                + "' is nothing of the run; expected {{answer}}, {{status}}, a node, or "
                                + "{{asked.NODE}}"));
        Node.Comparison is = fields.oneOf("is", Node.Comparison.values(), Node.Comparison.EQUAL);
        return new Evals.Compared(value, is, fields.optional("than", MOST_TEXT), not);
    }

    private boolean isKnown(References.Reference reference) {
        return switch (reference.node()) {
            case Evals.ANSWER, Evals.STATUS -> true;
            case Evals.ASKED ->
                !reference.path().isEmpty()
                        && nodes.containsKey(reference.path().getFirst());
            default -> nodes.containsKey(reference.node());
        };
    }

    private JsonNode object(JsonNode json, String place) {
        if (json.isObject()) {
            return json;
        }
        problems.add(new Problem("", PLACE + place, Wrong.TYPE, "it is " + Fields.kind(json) + "; expected an object"));
        return JsonNodeFactory.instance.objectNode();
    }
}
