package org.liaoyuan.server.agent.door;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.liaoyuan.server.agent.Agent;
import org.liaoyuan.server.agent.Agents;
import org.liaoyuan.server.agent.Run;
import org.liaoyuan.server.agent.definition.Channel;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Released agents as tools of the Model Context Protocol. */
@Component
class McpTools {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST_NAME = 40;
    private static final int ID_LETTERS = 8;

    private final Agents agents;
    private final JsonMapper json;

    McpTools(Agents agents, JsonMapper json) {
        this.agents = agents;
        this.json = json;
    }

    /** All that may be run, as {@code tools/list} has them. */
    ArrayNode list() {
        ArrayNode tools = JSON.arrayNode();
        agents.released().stream()
                .filter(agent -> agent.channels().contains(Channel.MCP))
                .forEach(agent -> tools.add(tool(agent)));
        return tools;
    }

    Optional<Agent.Released> find(String name) {
        List<Agent.Released> found = agents.released().stream()
                .filter(agent ->
                        agent.channels().contains(Channel.MCP) && name(agent).equals(name))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** Letters that every client takes, and a part of the id, so that two agents of one name are two tools. */
    static String name(Agent.Released agent) {
        String words = agent.name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "");
        String shown = words.isEmpty() ? "agent" : words.substring(0, Math.min(words.length(), LONGEST_NAME));
        return shown + "_" + agent.agent().toString().substring(0, ID_LETTERS);
    }

    private ObjectNode tool(Agent.Released agent) {
        ObjectNode input = agent.input().isObject() ? (ObjectNode) agent.input().deepCopy() : JSON.objectNode();
        input.put("type", "object");
        ObjectNode tool = JSON.objectNode()
                .put("name", name(agent))
                .put("title", agent.name())
                .put("description", agent.description().isBlank() ? agent.name() : agent.description());
        tool.set("inputSchema", input);
        ObjectNode output = (ObjectNode) json.readTree("""
                {"type": "object", "required": ["run", "state", "text"], "properties": {
                  "run": {"type": "string"}, "state": {"type": "string"}, "text": {"type": "string"}}}""");
        if (agent.output() != null) {
            ((ObjectNode) output.path("properties")).set("data", agent.output());
        }
        tool.set("outputSchema", output);
        return tool;
    }

    /** What {@code tools/call} gives. */
    static ObjectNode result(Watching.Seen seen) {
        Run run = seen.run();
        ObjectNode result = answer(seen.text(), run.state() == Run.State.FAILED || run.state() == Run.State.CANCELLED);
        ObjectNode content = result.putObject("structuredContent")
                .put("run", run.id().toString())
                .put("state", run.state().name())
                .put("text", seen.text());
        if (run.output() != null && run.output().has("data")) {
            content.set("data", run.output().path("data"));
        }
        return result;
    }

    static ObjectNode answer(String text, boolean isError) {
        ObjectNode result = JSON.objectNode();
        result.putArray("content").addObject().put("type", "text").put("text", text);
        return result.put("isError", isError);
    }
}
