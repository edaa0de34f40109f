package org.liaoyuan.server.tool.mcp;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.net.PublicAddresses;
import org.liaoyuan.server.net.Timed;
import org.liaoyuan.server.store.Tenant;
import org.liaoyuan.server.tool.Starter;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import org.liaoyuan.server.tool.ToolField;
import org.liaoyuan.server.tool.ToolResult;
import org.liaoyuan.server.tool.ToolValues;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * One use of a tool that an MCP server offers. What happens if it is used twice is what the server says of it; a tool that it said nothing
 * of, or that was not seen yet, is used once and no more.
 */
@Component
class McpTool implements Tool {

    private static final String SERVER = "server";
    private static final String TOOL = "tool";
    private static final String ARGUMENTS = "arguments";

    private final ServerStore servers;
    private final Links links;
    private final KnownOffers known;
    private final Starter starter;

    McpTool(ServerStore servers, Links links, KnownOffers known, Starter starter) {
        this.servers = servers;
        this.links = links;
        this.known = known;
        this.starter = starter;
    }

    @Override
    public String kind() {
        return "mcp";
    }

    @Override
    public String summary() {
        return "uses a tool of an MCP server of the organisation";
    }

    @Override
    public List<ToolField> fields() {
        return List.of(
                ToolField.text(SERVER, 100), ToolField.text(TOOL, Offer.LONGEST_NAME), ToolField.pairs(ARGUMENTS, 50));
    }

    @Override
    public Effect effect(ToolValues values) {
        return known.effect(Tenant.current().organisation(), values.text(SERVER), values.text(TOOL));
    }

    @Override
    public String put(ToolValues written, String field, String before, String value) {
        return field.equals(ARGUMENTS) ? Arguments.put(before, value) : value;
    }

    @Override
    public ToolResult use(ToolCall call) throws InterruptedException {
        Identity who = starter.who();
        McpServer server = servers.open(who, call.values().text(SERVER));
        Effect expected =
                known.effect(who.organisation(), server.name(), call.values().text(TOOL));
        AtomicBoolean sent = new AtomicBoolean();
        try {
            JsonNode result =
                    links.talk(server, call.limit(), session -> used(session, who, server, call, expected, sent));
            return new ToolResult(Given.of(result));
        } catch (PublicAddresses.Inside e) {
            throw inside(server);
        } catch (IOException e) {
            throw broken(server, expected, sent, String.valueOf(e.getMessage()));
        } catch (Timed.TookTooLong e) {
            throw broken(
                    server,
                    expected,
                    sent,
                    "did not answer within " + call.limit().toSeconds() + " s");
        }
    }

    private JsonNode used(
            Session session, Identity who, McpServer server, ToolCall call, Effect expected, AtomicBoolean sent)
            throws IOException {
        String name = call.values().text(TOOL);
        List<Offer> offers = session.offers();
        known.keep(who.organisation(), server.name(), offers);
        Offer offer = offers.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ToolFailure(
                        Reason.VALUE,
                        "MCP server '" + server.name() + "' offers no tool '" + name + "'; it offers "
                                + Session.said(String.join(
                                        ", ", offers.stream().map(Offer::name).toList()))));
        if (offer.effect().compareTo(expected) > 0) {
            throw new ToolFailure(
                    Reason.REFUSED,
                    "MCP server '" + server.name() + "' says now that its tool '" + name
                            + "' does more than it said before; look at it, and run this again");
        }
        var arguments = Arguments.of(call.values().pairs(ARGUMENTS), offer.schema());
        sent.set(true);
        return session.call(name, arguments, call.key());
    }

    static ToolFailure inside(McpServer server) {
        return new ToolFailure(
                Reason.NOT_OPEN,
                "MCP server '" + server.name()
                        + "' leads inside of the server's own network; the operator allows hosts by liaoyuan.tools.inside");
    }

    private static ToolFailure broken(McpServer server, Effect effect, AtomicBoolean sent, String how) {
        boolean unknown = sent.get() && effect == Effect.ONCE;
        return new ToolFailure(
                unknown ? Reason.UNKNOWN : Reason.NO_ANSWER, "MCP server '" + server.name() + "' " + Session.said(how));
    }
}
