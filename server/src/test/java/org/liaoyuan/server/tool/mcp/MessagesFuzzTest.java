package org.liaoyuan.server.tool.mcp;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.liaoyuan.server.tool.ToolFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class MessagesFuzzTest {

    // as libFuzzer reads them: quotes and ends of lines escaped
    @DictionaryEntries({
        "data:",
        "\\x0A\\x0A",
        "\\x0D\\x0A\\x0D\\x0A",
        "{\\\"jsonrpc\\\":\\\"2.0\\\",\\\"id\\\":1,\\\"result\\\":{",
        "\\\"tools\\\":[{\\\"name\\\":\\\"t\\\",\\\"inputSchema\\\":{\\\"properties\\\":{\\\"a\\\":{\\\"type\\\":",
        "\\\"annotations\\\":{\\\"readOnlyHint\\\":true}",
        "\\\"content\\\":[{\\\"type\\\":\\\"text\\\",\\\"text\\\":",
        "\\\"structuredContent\\\":",
        "\\\"isError\\\":true",
        "\\\"resource\\\":{\\\"text\\\":",
        "\\\"method\\\":\\\"ping\\\"",
        "\\\"required\\\":[\\\"a\\\"]",
        "null",
        "1e999"
    })
    @FuzzTest(maxDuration = "10s")
    void whateverAServerSendsIsReadOrRefused(byte[] bytes) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("id", 1);
        Messages messages = new Messages();
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        try {
            for (Optional<byte[]> event = messages.event(in); event.isPresent(); event = messages.event(in)) {
                look(request, Messages.read(event.get()));
            }
            look(request, Messages.read(bytes));
        } catch (IOException | ToolFailure refused) {
            // as it should be
        }
    }

    private static void look(ObjectNode request, ObjectNode message) {
        boolean unused = Messages.isAnswer(message, request);
        Messages.reply(message).ifPresent(reply -> {
            if (!reply.path("id").equals(message.path("id"))) {
                throw new AssertionError("a reply to something else: " + reply);
            }
        });
        JsonNode result = message.path("result");
        result.path("tools").forEach(tool -> {
            Offer offer = Offer.of(tool);
            if (offer.name().length() > Offer.LONGEST_NAME) {
                throw new AssertionError("a name of " + offer.name().length());
            }
            try {
                Arguments.of(Map.of("a", "1"), offer.schema());
            } catch (ToolFailure doesNotFit) {
                // as the schema may have it
            }
        });
        String text = Given.of(result).path("text").asString();
        if (text.length() > Given.MOST_CHARACTERS) {
            throw new AssertionError("a text of " + text.length());
        }
    }
}
