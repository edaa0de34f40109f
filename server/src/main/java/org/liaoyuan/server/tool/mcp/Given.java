package org.liaoyuan.server.tool.mcp;

import java.util.ArrayList;
import java.util.List;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a tool gave, as a node's output: texts and structured data; of pictures, sounds and other bytes only that they were there. */
final class Given {

    static final int MOST_CHARACTERS = 200_000;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Given() {}

    /** @throws ToolFailure if the tool says that it failed, or gave too much */
    static ObjectNode of(JsonNode result) {
        List<String> texts = new ArrayList<>();
        ArrayNode leftOut = JSON.arrayNode();
        result.path("content").forEach(part -> {
            JsonNode resource = part.path("resource");
            if (part.path("text").isString()) {
                texts.add(part.path("text").asString());
            } else if (resource.path("text").isString()) {
                texts.add(resource.path("text").asString());
            } else {
                leftOut.add(JSON.objectNode()
                        .put("type", Session.said(part.path("type").asString("")))
                        .put(
                                "mimeType",
                                Session.said(part.path("mimeType")
                                        .asString(resource.path("mimeType").asString("")))));
            }
        });
        String text = String.join("\n", texts);
        if (result.path("isError").asBoolean(false)) {
            throw new ToolFailure(Reason.REFUSED, "the tool said that it failed: " + Session.said(text));
        }
        JsonNode structured = result.path("structuredContent");
        String written = structured.isMissingNode() ? "" : structured.toString();
        require(text.length() + written.length());
        ObjectNode output = JSON.objectNode().put("text", text.isEmpty() ? written : text);
        if (!structured.isMissingNode()) {
            output.set("structured", structured);
        }
        output.set("leftOut", leftOut);
        return output;
    }

    private static void require(int characters) {
        if (characters > MOST_CHARACTERS) {
            throw new ToolFailure(
                    Reason.TOO_LONG,
                    "the tool gave " + characters + " characters; expected at most " + MOST_CHARACTERS
                            + ": ask it for less");
        }
    }
}
