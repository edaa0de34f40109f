package org.liaoyuan.server.agent.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a {@link Definition} of JSON that somebody wrote, or says everything that is wrong with it. The format: {@code agents/agent.schema.json}. */
public final class DefinitionReader {

    private final List<Problem> problems = new ArrayList<>();

    private final Tools tools;

    /** Makes the nodes of a definition that has a goal. */
    private @Nullable GoalPlan plan;

    private DefinitionReader(Tools tools) {
        this.tools = tools;
    }

    /**
     * What came of it.
     *
     * @param definition null where there are problems
     */
    public record Read(@Nullable Definition definition, List<Problem> problems) {

        /** @throws IllegalStateException if there are problems: for releases, which were made without */
        public Definition whole() {
            if (definition == null) {
                throw new IllegalStateException("the definition has problems: " + problems);
            }
            return definition;
        }
    }

    /** Finds the agents that nodes run. */
    public interface Calling {

        /**
         * Those of these nodes, by the node's id.
         *
         * @param problems what is wrong is added
         */
        Map<String, Callee> of(Collection<Node> nodes, List<Problem> problems);
    }

    /** Reads a draft as one that knows of no other agents: whether those that it runs can be run stays open. */
    public static Read read(JsonNode json, Tools tools) {
        return read(json, tools, (nodes, problems) -> Map.of());
    }

    /** Reads a draft: tools look at values, too, and nothing acts on what others wrote without a person. */
    public static Read read(JsonNode json, Tools tools, Calling callees) {
        DefinitionReader reader = new DefinitionReader(tools);
        Read read = reader.of(json);
        if (read.definition() == null) {
            return read;
        }
        Map<String, Node> nodes = read.definition().nodes();
        List<Problem> problems = new ArrayList<>();
        Map<String, Callee> called = callees.of(nodes.values(), problems);
        problems.addAll(new ActCheck(nodes, called, read.definition().policies()).problems());
        return problems.isEmpty() ? read : new Read(null, reader.placed(problems));
    }

    /** Reads what was released: what it acts with may have gone since, which its runs find out. */
    public static Definition released(JsonNode json, Tools tools) {
        return new DefinitionReader(tools).of(json).whole();
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
        InputSchema output = InputSchema.read(fields.object("output"), "", "output/", problems);
        Budget budget = Budget.read(fields.object("budget"), problems);
        Map<String, String> written = fields.pairs("variables", Definition.MOST_VARIABLES);
        Policies policies = Policies.read(fields.object("policies"), problems);
        Set<Channel> channels = Channel.read(fields, problems);
        JsonNode list = nodes(fields, json, policies);
        JsonNode cases = fields.object("evals");
        fields.end();
        if (plan != null && !problems.isEmpty()) {
            return new Read(null, List.copyOf(problems));
        }
        Map<String, String> variables = plan == null ? written : Map.of(GoalPlan.NOTES, "");
        NodeReader reader = new NodeReader(tools, output, policies, problems);
        List<String> top = reader.list(list, "", 0);
        Map<String, Node> nodes = reader.nodes();
        if (problems.isEmpty()) {
            problems.addAll(new GraphCheck(nodes, top, variables).problems());
            policies.check(nodes.values(), problems);
        }
        Evals evals = problems.isEmpty() ? new EvalsReader(input, output, nodes, problems).read(cases) : Evals.NONE;
        return problems.isEmpty()
                ? new Read(
                        new Definition(
                                name,
                                description,
                                input,
                                budget,
                                Collections.unmodifiableMap(variables),
                                policies,
                                channels,
                                evals,
                                Collections.unmodifiableMap(nodes)),
                        List.of())
                : new Read(null, placed(problems));
    }

    /** The nodes as they are written, or as they are planned for a goal. */
    private JsonNode nodes(Fields fields, JsonNode json, Policies policies) {
        if (!fields.has("goal")) {
            JsonNode list = fields.array("nodes");
            if (list.isEmpty()) {
                fields.problem("nodes", Wrong.MISSING, "expected a list of nodes, or a goal");
            }
            return list;
        }
        for (String field : List.of("nodes", "variables")) {
            if (fields.has(field)) {
                fields.problem(field, Wrong.UNKNOWN_FIELD, "there is a goal, of which they are planned");
            }
        }
        fields.optionalAny("nodes");
        GoalPlan planned = new GoalPlan(Goal.read(fields, problems), json.path("output"), policies, tools);
        plan = planned;
        return planned.nodes();
    }

    /** Each problem once, where who wrote the definition finds it. */
    private List<Problem> placed(List<Problem> found) {
        GoalPlan made = plan;
        return made == null
                ? List.copyOf(found)
                : found.stream().map(made::placed).distinct().toList();
    }

    /**
     * A definition with the nodes that are planned for its goal, in place of that.
     *
     * <p>A release keeps it: another build may plan otherwise, and a tool may say another day that it does more than to read.
     */
    public static JsonNode planned(JsonNode json, Tools tools) {
        DefinitionReader reader = new DefinitionReader(tools);
        ObjectNode graph = (ObjectNode) json.deepCopy();
        Fields fields = new Fields(json, "", "", reader.problems);
        JsonNode nodes = reader.nodes(fields, json, Policies.read(fields.object("policies"), reader.problems));
        graph.remove(List.of("goal", "tools", Goal.KNOWLEDGE));
        graph.set("variables", GoalPlan.variables());
        graph.set("nodes", nodes);
        return graph;
    }
}
