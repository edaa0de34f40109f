package org.liaoyuan.server.agent.door;

import org.liaoyuan.server.agent.definition.InputSchema;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes what a run is started with of what another system sends. */
@Component
class HookInput {

    /** A text field of this name is given the whole body. */
    static final String BODY = "body";

    private final JsonMapper json;

    HookInput(JsonMapper json) {
        this.json = json;
    }

    /**
     * The trigger's own input; over it those fields of the body that the agent has fields for; in {@value #BODY}, where the agent has it, the
     * body as it is.
     *
     * @throws IllegalArgumentException if the body is no JSON object, and there is no field for it as it is
     */
    JsonNode of(InputSchema schema, JsonNode base, String body) {
        ObjectNode input = (ObjectNode) base.deepCopy();
        InputSchema.Field whole = schema.fields().get(BODY);
        boolean takesWhole = whole != null && whole.type() == InputSchema.Type.STRING;
        JsonNode sent = body.isBlank() ? json.createObjectNode() : read(body);
        if (sent.isObject()) {
            schema.fields().keySet().stream().filter(sent::hasNonNull).forEach(name -> input.set(name, sent.get(name)));
        } else if (!takesWhole) {
            throw new IllegalArgumentException(
                    "the body is no JSON object; expected one with fields of the agent's input, or an agent with a text field named "
                            + BODY);
        }
        if (takesWhole) {
            input.put(BODY, body);
        }
        return input;
    }

    private JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            return json.missingNode();
        }
    }
}
