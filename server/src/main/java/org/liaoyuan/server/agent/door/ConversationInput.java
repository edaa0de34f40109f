package org.liaoyuan.server.agent.door;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.server.agent.definition.InputSchema;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes what an agent is started with of a conversation. */
@Component
public class ConversationInput {

    /** A text field of this name is given the last message of the user. */
    static final String MESSAGE = "message";

    /** A text field of this name is given all messages, each with who said it. */
    static final String CONVERSATION = "conversation";

    private final JsonMapper json;

    ConversationInput(JsonMapper json) {
        this.json = json;
    }

    /**
     * A last message that is a JSON object which fits is the input. Else it fills the text field {@value #MESSAGE}, or the one text that is
     * required, or the only text there is; the whole conversation fills {@value #CONVERSATION}.
     *
     * @throws IllegalArgumentException if none of that is so; says what the agent takes
     */
    JsonNode of(InputSchema schema, List<ChatMessage> messages) {
        String last = messages.stream()
                .filter(message -> message.role().equals("user"))
                .reduce((one, other) -> other)
                .map(ChatMessage::content)
                .orElseThrow(() -> new IllegalArgumentException("there is no message of the user"));
        JsonNode whole = read(last);
        if (whole.isObject() && schema.check(whole).isEmpty()) {
            return whole;
        }
        ObjectNode input = json.createObjectNode();
        if (isText(schema.fields().get(CONVERSATION))) {
            input.put(
                    CONVERSATION,
                    messages.stream()
                            .map(message -> message.role() + ": " + message.content())
                            .collect(Collectors.joining("\n\n")));
        }
        String field = field(schema);
        if (!field.isEmpty()) {
            input.put(field, last);
        }
        if (!schema.check(input).isEmpty()) {
            throw new IllegalArgumentException("a message does not fill what this agent needs: "
                    + schema.check(input).getFirst().field() + ": "
                    + schema.check(input).getFirst().detail()
                    + "; send a JSON object with these fields as the last message: "
                    + String.join(", ", schema.fields().keySet()));
        }
        return input;
    }

    private static String field(InputSchema schema) {
        if (isText(schema.fields().get(MESSAGE))) {
            return MESSAGE;
        }
        List<String> required = texts(schema, true);
        List<String> all = texts(schema, false);
        return required.size() == 1 ? required.getFirst() : all.size() == 1 ? all.getFirst() : "";
    }

    private static List<String> texts(InputSchema schema, boolean required) {
        return schema.fields().entrySet().stream()
                .filter(field -> isText(field.getValue())
                        && (!required || field.getValue().required()))
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals(CONVERSATION))
                .toList();
    }

    private static boolean isText(InputSchema.@org.jspecify.annotations.Nullable Field field) {
        return field != null
                && field.type() == InputSchema.Type.STRING
                && field.options().isEmpty();
    }

    private JsonNode read(String text) {
        try {
            return text.startsWith("{") ? json.readTree(text) : json.missingNode();
        } catch (JacksonException e) {
            return json.missingNode();
        }
    }
}
