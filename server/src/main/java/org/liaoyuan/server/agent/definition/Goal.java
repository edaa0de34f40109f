package org.liaoyuan.server.agent.definition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;
import org.liaoyuan.server.model.ModelService;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an agent is to reach, instead of a graph that says how.
 *
 * @param text with references to the input
 * @param model that chooses, fills in and answers
 * @param turns the most uses of tools
 * @param maxTokens of the answer
 * @param tools what it may use, those of its knowledge after them
 */
record Goal(String text, String model, int turns, int maxTokens, List<Means> tools) {

    private static final int MOST_TOOLS = 12;
    private static final int MOST_TURNS = 50;
    private static final int USUAL_TURNS = 6;
    private static final int USUAL_TOKENS = 1_024;
    private static final int MOST_KEPT = 20_000;
    private static final int USUAL_KEPT = 1_500;
    private static final int MOST_DESCRIPTION = 1_000;

    /** Parts of ids of nodes are made of these. */
    private static final String NAME = "[a-z][a-z0-9_]{0,29}";

    static final String KNOWLEDGE = "knowledge";

    /**
     * A tool as the goal's model is shown it.
     *
     * @param place of it in the definition
     * @param arguments JSON Schema of what the model fills in; without properties where it is used as it is
     * @param keep the most characters of what it gives
     * @param ask whether a person is asked each time: {@code true}, {@code false}, or null for whether it does more than to read
     * @param use a node of a tool or an agent, without id and ways
     */
    record Means(
            String name,
            String description,
            String place,
            JsonNode arguments,
            int keep,
            @org.jspecify.annotations.Nullable Boolean ask,
            ObjectNode use) {}

    /** Reads the definition's fields {@code goal}, {@code tools} and {@code knowledge}. */
    static Goal read(Fields definition, List<Problem> problems) {
        Fields goal = new Fields(definition.object("goal"), "", "goal/", problems);
        String model = goal.optional("model", 200);
        List<Means> tools = new ArrayList<>();
        JsonNode list = definition.array("tools");
        JsonNode knowledge = definition.array(KNOWLEDGE);
        if (list.size() + knowledge.size() > MOST_TOOLS) {
            definition.problem(
                    "tools",
                    Wrong.RANGE,
                    "there are " + (list.size() + knowledge.size()) + " with those of knowledge; expected " + MOST_TOOLS
                            + " at most");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < Math.min(list.size(), MOST_TOOLS); i++) {
            Means tool = tool(new Fields(list.get(i), "", "tools/" + i + "/", problems), "tools/" + i, list.get(i));
            if (!names.add(tool.name())) {
                definition.problem("tools/" + i + "/name", Wrong.DUPLICATE, "another tool has this name");
            }
            tools.add(tool);
        }
        for (int i = 0; i < Math.min(knowledge.size(), MOST_TOOLS); i++) {
            String collection = knowledge.get(i).asString("");
            if (collection.isBlank()) {
                definition.problem(
                        KNOWLEDGE + "/" + i,
                        Wrong.TYPE,
                        "expected a collection's name or id, or \"own\" for the space of whoever starts it");
            }
            tools.add(knowledge(i, collection));
        }
        Goal read = new Goal(
                goal.text("text", Definition.MOST_TEXT),
                model.isEmpty() ? ModelService.DEFAULT : model,
                goal.number("turns", 1, MOST_TURNS, USUAL_TURNS),
                goal.number("maxTokens", 1, Definition.MOST_TOKENS, USUAL_TOKENS),
                List.copyOf(tools));
        goal.end();
        return read;
    }

    private static Means tool(Fields fields, String place, JsonNode json) {
        String name = fields.text("name", 30);
        if (!name.isEmpty() && (!name.matches(NAME) || GoalPlan.OWN.contains(name) || name.startsWith(KNOWLEDGE))) {
            fields.problem(
                    "name",
                    Wrong.RANGE,
                    "expected small letters, digits and _, 30 at most, a letter first, and not knowledge or one of "
                            + String.join(", ", GoalPlan.OWN.stream().sorted().toList()));
        }
        fields.optionalAny("ask");
        JsonNode ask = json.get("ask");
        if (ask != null && !ask.isBoolean()) {
            fields.problem("ask", Wrong.TYPE, "it is " + Fields.kind(ask) + "; expected true or false");
        }
        JsonNode use = fields.object("use");
        if (!fields.has("use")) {
            fields.problem("use", Wrong.MISSING, "expected a node of a tool or an agent, without id and ways");
        }
        for (String own : List.of("id", "next", Tools.FAILED)) {
            if (use.has(own)) {
                fields.problem(
                        "use/" + own, Wrong.UNKNOWN_FIELD, "a goal's tools need none: where it goes on is planned");
            }
        }
        Means tool = new Means(
                name,
                fields.text("description", MOST_DESCRIPTION),
                place,
                fields.object("arguments"),
                fields.number("keep", 100, MOST_KEPT, USUAL_KEPT),
                ask == null ? null : Boolean.valueOf(ask.asBoolean(false)),
                use instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode());
        fields.end();
        return tool;
    }

    /** A search that the model is shown as a tool. */
    private static Means knowledge(int index, String collection) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode arguments = json.objectNode();
        arguments.putArray("required").add("query");
        arguments
                .putObject("properties")
                .putObject("query")
                .put("type", "string")
                .put("description", "what to look for, in a few words or a question")
                .put("maxLength", 200);
        ObjectNode use = json.objectNode().put("kind", KNOWLEDGE).put("query", "{{arguments.query}}");
        boolean isOwn = collection.equals("own");
        if (!isOwn) {
            use.put("collection", collection);
        }
        return new Means(
                index == 0 ? KNOWLEDGE : KNOWLEDGE + (index + 1),
                isOwn ? "finds passages in one's own material" : "finds passages in the material '" + collection + "'",
                KNOWLEDGE + "/" + index,
                arguments,
                USUAL_KEPT * 2,
                Boolean.FALSE,
                use);
    }
}
