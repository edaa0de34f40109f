package org.liaoyuan.server.agent.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.server.agent.definition.DefinitionReader;
import org.liaoyuan.server.agent.definition.InputSchema;
import org.liaoyuan.server.agent.definition.Tools;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Conversations as what an agent is started with. */
class ConversationInputTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void aMessageFillsTheOneTextThatIsNeededOrIsTheInput() {
        InputSchema schema = DefinitionReader.read(JSON.readTree("""
                        {"name": "Note", "goal": {"text": "Be short."}, "input": {"required": ["topic"], "properties":
                          {"topic": {"type": "string", "maxLength": 100}, "length": {"type": "integer"}}}}"""), new Tools(List.of()))
                .whole()
                .input();
        ConversationInput inputs = new ConversationInput(JSON);

        JsonNode filled =
                inputs.of(schema, List.of(ChatMessage.system("s"), ChatMessage.user("old"), ChatMessage.user("tea")));
        assertThat(filled).isEqualTo(JSON.readTree("{\"topic\": \"tea\"}"));
        String whole = "{\"topic\": \"tea\", \"length\": 3}";
        assertThat(inputs.of(schema, List.of(ChatMessage.user(whole)))).isEqualTo(JSON.readTree(whole));
        assertThat(inputs.of(schema, List.of(ChatMessage.user("{\"other\": 1}"))))
                .isEqualTo(JSON.createObjectNode().put("topic", "{\"other\": 1}"));
    }
}
