package org.liaoyuan.server.agent.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.tool.Tool;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A graph that works towards a goal: round by round a model says which tool is next, another time what that is given, and what it gave is
 * noted; at the end one answers from the notes. Each question is small enough for a small model, and all of it are usual nodes: steps are
 * durable, people are asked before what can't be taken back, the run shows it.
 *
 * <p>The place where other planners go: whatever makes nodes of a goal.
 */
final class GoalPlan {

    static final String START = "start";
    private static final String WORK = "work";
    private static final String CHOOSE = "choose";
    private static final String WAY = "way";
    private static final String TURN = "turn";
    private static final String STUCK = "stuck";
    private static final String WRITE = "write";
    private static final String FIT = "fit";
    private static final String SAID = "said";
    private static final String ANSWER = "answer";

    /** Ids of its nodes that no tool can have. */
    static final Set<String> OWN =
            Set.of(START, WORK, CHOOSE, WAY, TURN, STUCK, WRITE, FIT, SAID, ANSWER, "var", "secret");

    /** What tools gave, one after another. */
    static final String NOTES = "notes";

    /** Of the node in which the model says what a tool is given, behind the tool's name. */
    private static final String GIVEN = "-given";

    private static final int CHOICE_TOKENS = 40;
    private static final int ARGUMENT_TOKENS = 400;

    private static final Pattern ARGUMENTS =
            Pattern.compile("\\{\\{\\s*arguments((?:\\.[A-Za-z0-9_-]{1,50}){0,10})\\s*\\}\\}");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Goal goal;
    private final JsonNode output;
    private final Policies policies;
    private final Tools tools;
    private final GoalWords words;
    private final String known;

    /** Of ids of nodes: what of the definition they are made of. */
    private final Map<String, String> places = new HashMap<>();

    /**
     * For one definition.
     *
     * @param output of the definition; without properties for none
     */
    GoalPlan(Goal goal, JsonNode output, Policies policies, Tools tools) {
        this.goal = goal;
        this.output = output;
        this.policies = policies;
        this.tools = tools;
        this.words = GoalWords.of(goal.text());
        this.known = words.known() + "{{var." + NOTES + "}}\n\n" + words.goal() + goal.text() + "\n\n";
    }

    /** As a definition has them. */
    static ObjectNode variables() {
        return JSON.objectNode().put(NOTES, "");
    }

    /** As a definition has them. */
    ArrayNode nodes() {
        ArrayNode nodes = JSON.arrayNode();
        boolean hasOutput = !output.path("properties").isEmpty();
        boolean hasTools = !goal.tools().isEmpty();
        nodes.add(node(START, "input").put("next", hasTools ? WORK : WRITE));
        if (hasTools) {
            nodes.add(work());
        }
        nodes.add(model(WRITE, words.write(), known + words.says(), goal.maxTokens())
                .put("next", hasOutput ? FIT : SAID));
        ObjectNode said = node(SAID, "answer").put("text", "{{" + WRITE + "}}");
        if (hasOutput) {
            ObjectNode fit = model(
                    FIT,
                    words.fit(),
                    words.goal() + goal.text() + "\n\n{{" + WRITE + "}}\n\n" + words.fit() + fields(output),
                    goal.maxTokens());
            fit.set("output", output);
            nodes.add(fit.put("next", SAID));
            ObjectNode data = said.putObject("data");
            output.path("properties")
                    .propertyNames()
                    .forEach(name -> data.put(name, "{{" + FIT + ".data." + name + "}}"));
        }
        nodes.add(said);
        return nodes;
    }

    private ObjectNode work() {
        ObjectNode work = node(WORK, "loop").put("most", goal.turns()).put("next", WRITE);
        work.putObject("until")
                .put("value", "{{" + WORK + "}}")
                .put("is", "equal")
                .put("than", ANSWER);
        ArrayNode body = work.putArray("nodes");
        body.add(choose());
        ObjectNode way = node(WAY, "branch").put("otherwise", TURN);
        ArrayNode cases = way.putArray("cases");
        body.add(way);
        for (Goal.Means tool : goal.tools()) {
            List<ObjectNode> own = uses(tool);
            cases.addObject()
                    .put("value", "{{" + CHOOSE + ".data.next}}")
                    .put("is", "equal")
                    .put("than", tool.name())
                    .put("next", own.getFirst().path("id").asString());
            own.forEach(body::add);
        }
        body.add(node(TURN, "result").put("text", "{{" + CHOOSE + ".data.next}}"));
        body.add(node(STUCK, "result").put("text", ANSWER));
        return work;
    }

    private ObjectNode choose() {
        StringBuilder list = new StringBuilder(words.tools()).append('\n');
        ArrayNode names = JSON.arrayNode();
        for (Goal.Means tool : goal.tools()) {
            list.append("- ")
                    .append(tool.name())
                    .append(": ")
                    .append(literal(tool.description()))
                    .append('\n');
            names.add(tool.name());
        }
        list.append("- ").append(words.answer()).append("\n\n");
        ObjectNode choose = model(CHOOSE, words.choose(), list + goalFirst() + words.which(), CHOICE_TOKENS)
                .put("next", WAY)
                .put(Tools.FAILED, STUCK);
        ObjectNode schema = choose.putObject("output");
        schema.putArray("required").add("next");
        schema.putObject("properties").putObject("next").put("type", "string").set("enum", names.add(ANSWER));
        return choose;
    }

    /** Whoever chooses stops sooner where what is known stands last; whoever fills in or answers does better where the goal does. */
    private String goalFirst() {
        return words.goal() + goal.text() + "\n\n" + words.known() + "{{var." + NOTES + "}}\n\n";
    }

    /** From what it is given to the note of what it gave; the first is where it begins. */
    private List<ObjectNode> uses(Goal.Means tool) {
        String name = tool.name();
        List<ObjectNode> nodes = new ArrayList<>();
        boolean fills = !tool.arguments().path("properties").isEmpty();
        boolean asks = asks(tool);
        String given = fills ? name + "({{" + name + GIVEN + "}})" : name;
        String use = asks ? name + "-ask" : name;
        if (fills) {
            ObjectNode filled = model(
                    name + GIVEN,
                    words.fill(),
                    words.tool() + name + ": " + literal(tool.description()) + fields(tool.arguments()) + "\n\n" + known
                            + words.given() + name,
                    ARGUMENT_TOKENS);
            filled.set("output", tool.arguments());
            nodes.add(filled.put("next", use).put(Tools.FAILED, STUCK));
            places.put(name + GIVEN, tool.place() + "/arguments");
        }
        if (asks) {
            nodes.add(node(name + "-ask", "approval")
                    .put("question", words.asked() + given + "\n" + literal(tool.description()))
                    .put("approved", name)
                    .put("refused", name + "-no"));
            nodes.add(note(name + "-no", given, words.refused() + "{{" + name + "-ask.note}}"));
        }
        ObjectNode does = (ObjectNode) filled(tool.use(), name + GIVEN);
        does.put("id", name).put("next", name + "-cut").put(Tools.FAILED, name + "-failed");
        nodes.add(does);
        places.put(name, tool.place() + "/use");
        nodes.add(node(name + "-cut", "template")
                .put("text", "{{" + name + "}}")
                .put("keep", tool.keep())
                .put("next", name + "-note"));
        nodes.add(note(name + "-note", given, "{{" + name + "-cut}}"));
        nodes.add(note(name + "-failed", given, words.failed() + "{{" + name + ".message}}"));
        return nodes;
    }

    private ObjectNode note(String id, String given, String gave) {
        ObjectNode note = node(id, "variable").put("next", TURN);
        note.putObject("set").put(NOTES, "{{var." + NOTES + "}}\n" + given + " → " + gave + "\n");
        return note;
    }

    /** Whether a person is asked each time: it may do more than to read. */
    private boolean asks(Goal.Means tool) {
        Boolean said = tool.ask();
        if (said != null) {
            return said;
        }
        String kind = tool.use().path("kind").asString("");
        boolean isUnattended =
                tool.use().path(Tools.UNATTENDED).asBoolean(false) && policies.approval() != Policies.Asked.ALWAYS;
        if (isUnattended) {
            return false;
        }
        return tools.find(kind)
                .map(act -> ActReader.act(tool.name(), act, new Fields(tool.use(), "", "", new ArrayList<>())))
                .map(node -> ((Node.Act) node).tool().effect(((Node.Act) node).values()) != Tool.Effect.READS)
                .orElse(true);
    }

    private ObjectNode model(String id, String system, String prompt, int maxTokens) {
        return node(id, "model")
                .put("model", goal.model())
                .put("system", system)
                .put("prompt", prompt)
                .put("maxTokens", maxTokens)
                .put("temperature", 0);
    }

    private static ObjectNode node(String id, String kind) {
        return JSON.objectNode().put("id", id).put("kind", kind);
    }

    /** Each field with what is said of it. */
    private static String fields(JsonNode schema) {
        StringBuilder fields = new StringBuilder();
        schema.path("properties").forEachEntry((name, field) -> {
            String said = field.path("description").asString(field.path("title").asString(""));
            fields.append("\n- ").append(literal(name)).append(said.isEmpty() ? "" : ": " + literal(said));
        });
        return fields.toString();
    }

    /** As it stands, in a text in which braces refer to nodes. */
    private static String literal(String text) {
        return text.replace("{{", "{ {");
    }

    /** With {@code {{arguments.…}}} as what the model said. */
    private static JsonNode filled(JsonNode value, String given) {
        if (value.isString()) {
            return JSON.stringNode(ARGUMENTS
                    .matcher(value.stringValue())
                    .replaceAll(found -> Matcher.quoteReplacement("{{" + given + ".data" + found.group(1) + "}}")));
        }
        if (value.isObject()) {
            ObjectNode object = JSON.objectNode();
            value.forEachEntry((name, each) -> object.set(name, filled(each, given)));
            return object;
        }
        if (value.isArray()) {
            ArrayNode list = JSON.arrayNode();
            value.forEach(each -> list.add(filled(each, given)));
            return list;
        }
        return value;
    }

    /** Where in the definition stands what a node has a problem with. */
    Problem placed(Problem problem) {
        String node = problem.node();
        if (node.isEmpty()) {
            return problem;
        }
        String place = places.getOrDefault(node, "goal/" + (problem.field().equals("model") ? "model" : "text"));
        boolean isField = places.containsKey(node) && !problem.field().isEmpty();
        String field = isField ? place + "/" + problem.field().replaceFirst("^output/|^prompt$", "") : place;
        // who wrote {{arguments.x}} knows of no node that stands for it
        String detail =
                problem.detail().replace(node + GIVEN + ".data", "arguments").replace(node + GIVEN, "arguments");
        return new Problem("", field.replaceFirst("/$", ""), problem.wrong(), detail);
    }
}
