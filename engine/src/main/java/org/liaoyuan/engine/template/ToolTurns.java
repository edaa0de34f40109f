package org.liaoyuan.engine.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.Tool;
import org.liaoyuan.engine.ToolCall;
import org.liaoyuan.engine.template.jinja.JsonObject;
import org.liaoyuan.engine.template.jinja.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tools and their calls as templates want them, and in words for templates that know none. */
final class ToolTurns {

    private static final JsonMapper MAPPER = new JsonMapper();

    private ToolTurns() {}

    static boolean isPlain(ChatMessage message) {
        return message.toolCalls().isEmpty() && !message.role().equals("tool");
    }

    /** A message as transformers gives it to a template. */
    static Map<String, Object> turn(ChatMessage message) {
        Map<String, Object> turn = new LinkedHashMap<>();
        turn.put("role", message.role().matches("[a-z_]{1,32}") ? Text.of(message.role()) : untrusted(message.role()));
        turn.put("content", untrusted(message.content()));
        if (!message.toolCalls().isEmpty()) {
            turn.put(
                    "tool_calls",
                    message.toolCalls().stream().map(ToolTurns::called).toList());
        }
        if (!message.toolCallId().isEmpty()) {
            turn.put("tool_call_id", untrusted(message.toolCallId()));
        }
        return turn;
    }

    private static Text untrusted(String text) {
        return Text.untrusted(text);
    }

    /** As OpenAI and transformers describe a tool. The name is of a few harmless letters; the rest may be anything. */
    static Map<String, Object> described(Tool tool) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", tool.name());
        function.put("description", untrusted(tool.description()));
        function.put("parameters", value(tool.parameters()));
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("type", "function");
        described.put("function", function);
        return described;
    }

    private static Map<String, Object> called(ToolCall call) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", untrusted(call.name()));
        function.put("arguments", arguments(call.arguments()));
        Map<String, Object> called = new LinkedHashMap<>();
        called.put("id", untrusted(call.id()));
        called.put("type", "function");
        called.put("function", function);
        return called;
    }

    private static Object arguments(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            return node.isObject() ? new JsonObject(members(node), untrusted(json)) : untrusted(json);
        } catch (JacksonException noJson) {
            // some client's history; the model sees it as it is
            return untrusted(json);
        }
    }

    private static Map<Object, Object> members(JsonNode object) {
        Map<Object, Object> members = new LinkedHashMap<>();
        object.properties().forEach(e -> members.put(untrusted(e.getKey()), value(e.getValue())));
        return members;
    }

    private static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> members(node);
            case ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                node.forEach(item -> items.add(value(item)));
                yield items;
            }
            case STRING -> untrusted(node.stringValue());
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            default -> null;
        };
    }

    private static Object number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        return node.doubleValue();
    }

    /** The same conversation without tools: told in the system prompt, calls and results as text. */
    static List<ChatMessage> inWords(List<ChatMessage> messages, List<Tool> tools) {
        List<ChatMessage> words = new ArrayList<>();
        boolean begins = !messages.isEmpty() && messages.getFirst().role().equals("system");
        String system = begins ? messages.getFirst().content() : "You are a helpful assistant.";
        if (begins || !tools.isEmpty()) {
            words.add(ChatMessage.system(tools.isEmpty() ? system : system + "\n\n" + introduction(tools)));
        }
        for (ChatMessage message : messages.subList(begins ? 1 : 0, messages.size())) {
            words.add(
                    message.role().equals("tool")
                            ? ChatMessage.user("<tool_response>\n" + message.content() + "\n</tool_response>")
                            : new ChatMessage(message.role(), message.content() + calls(message)));
        }
        return words;
    }

    /** The same for templates that take only users and assistants in turn: neighbours of one role are joined. */
    static List<ChatMessage> alternating(List<ChatMessage> words) {
        List<ChatMessage> turns = new ArrayList<>();
        for (ChatMessage message : words) {
            String role = message.role().equals("system") ? "user" : message.role();
            if (!turns.isEmpty() && turns.getLast().role().equals(role)) {
                turns.add(new ChatMessage(role, turns.removeLast().content() + "\n\n" + message.content()));
            } else {
                turns.add(new ChatMessage(role, message.content()));
            }
        }
        return turns;
    }

    private static String introduction(List<Tool> tools) {
        return "# Tools\n\nYou can call these functions:\n<tools>\n"
                + tools.stream().map(ToolTurns::json).collect(Collectors.joining("\n"))
                + "\n</tools>\n\nTo call one, answer with nothing but its name and arguments as JSON:\n"
                + "<tool_call>\n{\"name\": <function-name>, \"arguments\": <arguments-object>}\n</tool_call>";
    }

    private static String json(Tool tool) {
        ObjectNode described = MAPPER.createObjectNode().put("type", "function");
        described
                .putObject("function")
                .put("name", tool.name())
                .put("description", tool.description())
                .set("parameters", tool.parameters());
        return MAPPER.writeValueAsString(described);
    }

    private static String calls(ChatMessage message) {
        return message.toolCalls().stream()
                .map(c -> "\n<tool_call>\n{\"name\": " + MAPPER.writeValueAsString(c.name()) + ", \"arguments\": "
                        + c.arguments() + "}\n</tool_call>")
                .collect(Collectors.joining());
    }
}
