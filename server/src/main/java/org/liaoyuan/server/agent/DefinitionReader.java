package org.liaoyuan.server.agent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.Definition.Problem;
import org.liaoyuan.server.agent.Definition.Wrong;
import tools.jackson.databind.JsonNode;

/** Makes a {@link Definition} of JSON that somebody wrote, or says everything that is wrong with it. The format: {@code agents/agent.schema.json}. */
final class DefinitionReader {

    private final List<Problem> problems = new ArrayList<>();

    private final Tools tools;

    private DefinitionReader(Tools tools) {
        this.tools = tools;
    }

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

    /** Finds the agents that nodes run. */
    interface Calling {

        /**
         * Those of these nodes, by the node's id.
         *
         * @param problems what is wrong is added
         */
        Map<String, Callee> of(Collection<Node> nodes, List<Problem> problems);
    }

    /** Reads a draft as one that knows of no other agents: whether those that it runs can be run stays open. */
    static Read read(JsonNode json, Tools tools) {
        return read(json, tools, (nodes, problems) -> Map.of());
    }

    /** Reads a draft: tools look at values, too, and nothing acts on what others wrote without a person. */
    static Read read(JsonNode json, Tools tools, Calling callees) {
        Read read = new DefinitionReader(tools).of(json);
        if (read.definition() == null) {
            return read;
        }
        Map<String, Node> nodes = read.definition().nodes();
        List<Problem> problems = new ArrayList<>();
        Map<String, Callee> called = callees.of(nodes.values(), problems);
        problems.addAll(new ActCheck(nodes, called).problems());
        return problems.isEmpty() ? read : new Read(null, List.copyOf(problems));
    }

    /** Reads what was released: what it acts with may have gone since, which its runs find out. */
    static Definition released(JsonNode json, Tools tools) {
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
        Map<String, String> variables = fields.pairs("variables", Definition.MOST_VARIABLES);
        JsonNode list = fields.array("nodes");
        JsonNode cases = fields.object("evals");
        fields.end();
        if (list.isEmpty()) {
            fields.problem("nodes", Wrong.MISSING, "expected a list of nodes");
        }
        NodeReader reader = new NodeReader(tools, output, problems);
        List<String> top = reader.list(list, "", 0);
        Map<String, Node> nodes = reader.nodes();
        if (problems.isEmpty()) {
            problems.addAll(new GraphCheck(nodes, top, variables).problems());
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
                                evals,
                                Collections.unmodifiableMap(nodes)),
                        List.of())
                : new Read(null, List.copyOf(problems));
    }
}
