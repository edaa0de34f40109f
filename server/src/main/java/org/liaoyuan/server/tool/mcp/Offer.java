package org.liaoyuan.server.tool.mcp;

import org.liaoyuan.server.tool.Tool;
import tools.jackson.databind.JsonNode;

/**
 * A tool that a server offers, in the server's words: data, to be shown to builders and never to be obeyed.
 *
 * @param schema of its arguments, JSON Schema as far as it goes
 * @param reads whether the server says that it changes nothing
 * @param repeatable whether the server says that using it twice is using it once
 */
record Offer(String name, String title, String description, JsonNode schema, boolean reads, boolean repeatable) {

    static final int LONGEST_NAME = 200;

    private static final int MOST_SAID = 2_000;

    /** By MCP's annotations; what it does not say is the worst of what may be. */
    static Offer of(JsonNode tool) {
        JsonNode hints = tool.path("annotations");
        return new Offer(
                cut(tool.path("name").asString(""), LONGEST_NAME),
                cut(tool.path("title").asString(hints.path("title").asString("")), LONGEST_NAME),
                cut(tool.path("description").asString(""), MOST_SAID),
                tool.path("inputSchema"),
                hints.path("readOnlyHint").asBoolean(false),
                hints.path("idempotentHint").asBoolean(false));
    }

    private static String cut(String text, int most) {
        String clean = text.replace("\0", "");
        return clean.length() <= most ? clean : clean.substring(0, most);
    }

    Tool.Effect effect() {
        return effect(reads, repeatable);
    }

    static Tool.Effect effect(boolean reads, boolean repeatable) {
        return reads ? Tool.Effect.READS : repeatable ? Tool.Effect.KEYED : Tool.Effect.ONCE;
    }
}
