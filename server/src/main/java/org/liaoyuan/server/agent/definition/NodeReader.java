package org.liaoyuan.server.agent.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;
import org.liaoyuan.server.model.ModelService;
import tools.jackson.databind.JsonNode;

/** Reads nodes, each by itself; whether they make a graph {@link GraphCheck} knows. */
final class NodeReader {

    private static final int MOST_CASES = 20;
    private static final int MOST_BRANCHES = 20;
    private static final int MOST_INPUTS = 50;
    private static final int USUAL_TOKENS = 1_024;
    private static final int MOST_KEPT = 100_000;

    /** Of nodes, and of branches: they become parts of positions. */
    private static final String NAME = "[a-z][a-z0-9_-]{0,49}";

    private static final String NAMES = "expected small letters, digits, _ and -, 50 at most, a letter first";

    private final Tools tools;
    private final InputSchema output;
    private final Policies policies;
    private final List<Problem> problems;
    private final WaitReader waits;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private int seen;

    /**
     * For one definition.
     *
     * @param output what answers give beside their text
     */
    NodeReader(Tools tools, InputSchema output, Policies policies, List<Problem> problems) {
        this.policies = policies;
        this.tools = tools;
        this.output = output;
        this.problems = problems;
        this.waits = new WaitReader(problems);
    }

    /** All that were read, by id. */
    Map<String, Node> nodes() {
        return nodes;
    }

    /**
     * Reads a list of nodes, and those of bodies inside.
     *
     * @param owner id of the node whose body it is; empty for the definition
     * @param depth of bodies
     * @return ids in their order, without those of bodies inside
     */
    List<String> list(JsonNode list, String owner, int depth) {
        seen += list.size();
        if (seen > Definition.MOST_NODES) {
            problem(owner, "nodes", Wrong.RANGE, "there are more than " + Definition.MOST_NODES + " nodes in all");
            return List.of();
        }
        if (depth > Definition.DEEPEST) {
            problem(owner, "nodes", Wrong.TOO_DEEP, "expected " + Definition.DEEPEST + " bodies in each other at most");
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            read(list.get(i), owner, i, depth).ifPresent(ids::add);
        }
        return ids;
    }

    private void problem(String node, String field, Wrong wrong, String detail) {
        problems.add(new Problem(node, field, wrong, detail));
    }

    private Optional<String> read(JsonNode json, String owner, int index, int depth) {
        String place = "nodes/" + index;
        if (!json.isObject()) {
            problem(owner, place, Wrong.TYPE, "it is " + Fields.kind(json) + "; expected an object");
            return Optional.empty();
        }
        String id = json.path("id").asString("");
        if (id.equals(References.SECRET)) {
            problem(owner, place + "/id", Wrong.RANGE, "{{secret.NAME}} stands for secrets; expected another name");
            return Optional.empty();
        }
        if (id.equals(References.VARIABLE)) {
            problem(owner, place + "/id", Wrong.RANGE, "{{var.NAME}} stands for variables; expected another name");
            return Optional.empty();
        }
        if (!id.matches(NAME)) {
            problem(owner, place + "/id", Wrong.RANGE, NAMES);
            return Optional.empty();
        }
        Fields fields = new Fields(json, id, "", problems);
        fields.text("id", 50);
        String kind = fields.text("kind", 50);
        int before = problems.size();
        Node node = node(id, kind, fields, depth);
        if (node == null) {
            String others = tools.all().stream().map(tool -> ", " + tool.kind()).collect(Collectors.joining());
            fields.problem(
                    "kind",
                    Wrong.UNKNOWN_KIND,
                    "it is '" + kind
                            + "'; expected input, model, template, branch, approval, question, wait, event, parallel, join, loop,"
                            + " iterate, result, answer, agent, variable, check" + others);
            return Optional.empty();
        }
        fields.end();
        if (nodes.putIfAbsent(id, node) != null) {
            fields.problem("id", Wrong.DUPLICATE, "another node has this id");
        }
        return problems.size() == before ? Optional.of(id) : Optional.empty();
    }

    private @Nullable Node node(String id, String kind, Fields fields, int depth) {
        return switch (kind) {
            case "input" -> new Node.Input(id, next(fields, "next"));
            case "model" -> model(id, fields);
            case "template" ->
                new Node.Template(
                        id, text(fields, "text"), fields.number("keep", 1, MOST_KEPT, 0), next(fields, "next"));
            case "variable" -> variable(id, fields);
            case "branch" -> branch(id, fields);
            case "approval" -> waits.approval(id, fields);
            case "question" -> waits.question(id, fields);
            case "wait" -> WaitReader.pause(id, fields);
            case "event" -> WaitReader.event(id, fields);
            case "parallel" -> parallel(id, fields);
            case "join" -> new Node.Join(id, next(fields, "next"));
            case "loop" ->
                new Node.Loop(id, most(fields), until(id, fields), body(id, fields, depth), next(fields, "next"));
            case "iterate" ->
                new Node.Iterate(id, text(fields, "list"), most(fields), body(id, fields, depth), next(fields, "next"));
            case "result" -> new Node.Result(id, text(fields, "text"));
            case "answer" -> answer(id, fields);
            case "agent" -> subAgent(id, fields);
            case "check" -> CheckReader.check(id, fields, policies, problems);
            default ->
                tools.find(kind).map(tool -> ActReader.act(id, tool, fields)).orElse(null);
        };
    }

    static String next(Fields fields, String field) {
        return fields.text(field, 50);
    }

    static String failed(Fields fields) {
        return fields.optional(Tools.FAILED, 50);
    }

    static String text(Fields fields, String field) {
        return fields.text(field, Definition.MOST_TEXT);
    }

    private Node model(String id, Fields fields) {
        String model = fields.optional("model", 200);
        return new Node.Model(
                id,
                model.isEmpty() ? ModelService.DEFAULT : model,
                fields.optional("system", Definition.MOST_TEXT),
                text(fields, "prompt"),
                fields.number("maxTokens", 1, Definition.MOST_TOKENS, USUAL_TOKENS),
                fields.decimal("temperature", 0, 2, -1),
                InputSchema.read(fields.object("output"), id, "output/", problems),
                policies.inHouse(),
                next(fields, "next"),
                failed(fields));
    }

    private Node answer(String id, Fields fields) {
        String text = text(fields, "text");
        Map<String, String> data = fields.pairs("data", InputSchema.MOST_FIELDS);
        data.keySet().stream()
                .filter(name -> !output.fields().containsKey(name))
                .forEach(name -> fields.problem(
                        "data/" + name, Wrong.UNKNOWN_FIELD, "the definition's output has no such field"));
        output.fields().forEach((name, field) -> {
            if (field.required() && !data.containsKey(name)) {
                fields.problem("data", Wrong.MISSING, "the definition's output needs '" + name + "'");
            }
        });
        return new Node.Answer(id, text, data, output);
    }

    private static Node variable(String id, Fields fields) {
        Map<String, String> set = fields.pairs("set", Definition.MOST_VARIABLES);
        if (set.isEmpty()) {
            fields.problem("set", Wrong.MISSING, "expected texts by names of variables");
        }
        return new Node.Variable(id, set, next(fields, "next"));
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
            cases.add(new Node.Case(one.text("value", 2_000), is, than(one, is), next(one, "next")));
            one.end();
        }
        return new Node.Branch(id, cases, next(fields, "otherwise"));
    }

    /** What something is compared with. Lengths were not compared in releases of before, so they can be asked for numbers. */
    private static String than(Fields fields, Node.Comparison is) {
        String than = fields.optional("than", 2_000);
        boolean isLength = is == Node.Comparison.LONGER || is == Node.Comparison.SHORTER;
        if (isLength && !Comparing.isNumber(than)) {
            fields.problem("than", Wrong.RANGE, "it is '" + than + "'; expected a number of characters");
        }
        return than;
    }

    private static Node subAgent(String id, Fields fields) {
        String label = fields.optional("label", 10);
        if (!label.isEmpty()
                && Stream.of(Label.values()).noneMatch(one -> one.stored().equals(label))) {
            fields.problem("label", Wrong.RANGE, "expected one of dev, test, prod");
        }
        return new Node.SubAgent(
                id,
                fields.text("agent", 100).strip(),
                label,
                fields.pairs("input", MOST_INPUTS),
                fields.flag(Tools.UNATTENDED),
                next(fields, "next"),
                failed(fields));
    }

    private Node parallel(String id, Fields fields) {
        JsonNode list = fields.array("branches");
        if (list.size() < 2 || list.size() > MOST_BRANCHES) {
            fields.problem("branches", Wrong.RANGE, "there are " + list.size() + "; expected 2 to " + MOST_BRANCHES);
        }
        List<Node.Way> branches = new ArrayList<>();
        for (int i = 0; i < Math.min(list.size(), MOST_BRANCHES); i++) {
            Fields one = new Fields(list.get(i), id, "branches/" + i + "/", problems);
            String name = one.text("name", 50);
            if (!name.isEmpty() && !name.matches(NAME)) {
                one.problem("name", Wrong.RANGE, NAMES);
            }
            if (branches.stream().anyMatch(other -> other.name().equals(name))) {
                one.problem("name", Wrong.DUPLICATE, "another branch has this name");
            }
            branches.add(new Node.Way(name, next(one, "next")));
            one.end();
        }
        return new Node.Parallel(id, branches, next(fields, "join"));
    }

    private static int most(Fields fields) {
        if (!fields.has("most")) {
            fields.problem("most", Wrong.MISSING, "expected the most rounds, 1 to " + Definition.MOST_ROUNDS);
        }
        return fields.number("most", 1, Definition.MOST_ROUNDS, 1);
    }

    private Node.Until until(String id, Fields fields) {
        if (!fields.has("until")) {
            fields.problem("until", Wrong.MISSING, "expected a condition: value, is, than");
        }
        Fields one = new Fields(fields.object("until"), id, "until/", problems);
        if (!fields.has("until")) {
            return new Node.Until("", Node.Comparison.EMPTY, "");
        }
        Node.Comparison is = one.oneOf("is", Node.Comparison.values(), Node.Comparison.EQUAL);
        Node.Until until = new Node.Until(one.text("value", 2_000), is, than(one, is));
        one.end();
        return until;
    }

    private List<String> body(String id, Fields fields, int depth) {
        JsonNode list = fields.array("nodes");
        if (list.isEmpty()) {
            fields.problem("nodes", Wrong.MISSING, "expected a list of nodes: the body");
        }
        return list(list, id, depth + 1);
    }
}
