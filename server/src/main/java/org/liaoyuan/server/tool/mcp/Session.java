package org.liaoyuan.server.tool.mcp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A conversation with a server: who we are, what it offers, one use. Lives within the time of whoever opened the link. */
final class Session {

    private static final String NEWEST = "2025-06-18";

    /** Versions whose tools are listed and called alike. */
    private static final Set<String> SPOKEN = Set.of("2024-11-05", "2025-03-26", NEWEST, "2025-11-25");

    private static final int MOST_PAGES = 20;
    private static final int MOST_TOOLS = 500;
    private static final int MOST_SAID = 300;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Link link;
    private int asked;

    private Session(Link link) {
        this.link = link;
    }

    static Session open(Link link) throws IOException {
        Session session = new Session(link);
        ObjectNode hello = JSON.objectNode().put("protocolVersion", NEWEST);
        hello.putObject("capabilities");
        hello.putObject("clientInfo").put("name", "liaoyuan").put("version", "1");
        String version =
                session.ask("initialize", hello).path("protocolVersion").asString("");
        if (!SPOKEN.contains(version)) {
            throw new ToolFailure(
                    Reason.REFUSED,
                    "the MCP server speaks another version of the protocol than "
                            + SPOKEN.stream().sorted().toList());
        }
        link.speak(version);
        link.tell(JSON.objectNode().put("jsonrpc", "2.0").put("method", "notifications/initialized"));
        return session;
    }

    /** Without those whose names are none. */
    List<Offer> offers() throws IOException {
        List<Offer> offers = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES && offers.size() < MOST_TOOLS; page++) {
            ObjectNode where = JSON.objectNode();
            if (!cursor.isEmpty()) {
                where.put("cursor", cursor);
            }
            JsonNode list = ask("tools/list", where);
            list.path("tools")
                    .valueStream()
                    .map(Offer::of)
                    .filter(offer -> !offer.name().isBlank())
                    .limit(MOST_TOOLS - offers.size())
                    .forEach(offers::add);
            cursor = list.path("nextCursor").asString("");
            if (cursor.isEmpty()) {
                break;
            }
        }
        return List.copyOf(offers);
    }

    /**
     * Uses a tool.
     *
     * @param key by which a server that wants to can tell a second use
     */
    JsonNode call(String tool, ObjectNode arguments, String key) throws IOException {
        ObjectNode what = JSON.objectNode().put("name", tool);
        what.set("arguments", arguments);
        what.putObject("_meta").put("liaoyuan.org/idempotency-key", key);
        return ask("tools/call", what);
    }

    private JsonNode ask(String method, ObjectNode parameters) throws IOException {
        ObjectNode request =
                JSON.objectNode().put("jsonrpc", "2.0").put("id", ++asked).put("method", method);
        request.set("params", parameters);
        ObjectNode answer = link.ask(request);
        if (answer.has("error") || !answer.path("result").isObject()) {
            throw new ToolFailure(
                    Reason.REFUSED,
                    "the MCP server refused " + method + ": "
                            + said(answer.path("error").path("message").asString("")));
        }
        return answer.path("result");
    }

    /** A part of what a server says of a failure, for people. */
    static String said(String text) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() > MOST_SAID ? clean.substring(0, MOST_SAID) + "…" : clean;
    }
}
