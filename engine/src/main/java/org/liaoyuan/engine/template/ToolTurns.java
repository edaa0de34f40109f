package org.liaoyuan.engine.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.Tool;
import org.liaoyuan.engine.ToolCall;
import tools.jackson.databind.json.JsonMapper;

/** Tools and their calls as templates want them, and in words for templates that know none. */
final class ToolTurns {

    private static final JsonMapper MAPPER = new JsonMapper();

    private ToolTurns() {}

    static boolean isPlain(ChatMessage message) {
        return message.toolCalls().isEmpty() && !message.role().equals("tool");
    }

    /** As OpenAI and transformers describe a tool. */
    static Map<String, Object> described(Tool tool) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", tool.name());
        function.put("description", tool.description());
        function.put("parameters", MAPPER.convertValue(tool.parameters(), Map.class));
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("type", "function");
        described.put("function", function);
        return described;
    }

    static Map<String, Object> called(ToolCall call, Marks marks) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", call.name());
        function.put("arguments", marks.markJson(call.arguments()));
        Map<String, Object> called = new LinkedHashMap<>();
        called.put("id", call.id());
        called.put("type", "function");
        called.put("function", function);
        return called;
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

    private static String introduction(List<Tool> tools) {
        return "# Tools\n\nYou can call these functions:\n<tools>\n"
                + tools.stream()
                        .map(t -> MAPPER.writeValueAsString(described(t)))
                        .collect(Collectors.joining("\n"))
                + "\n</tools>\n\nTo call one, answer with nothing but its name and arguments as JSON:\n"
                + "<tool_call>\n{\"name\": <function-name>, \"arguments\": <arguments-object>}\n</tool_call>";
    }

    private static String calls(ChatMessage message) {
        return message.toolCalls().stream()
                .map(c -> "\n<tool_call>\n{\"name\": " + MAPPER.writeValueAsString(c.name()) + ", \"arguments\": "
                        + c.arguments() + "}\n</tool_call>")
                .collect(Collectors.joining());
    }
}
