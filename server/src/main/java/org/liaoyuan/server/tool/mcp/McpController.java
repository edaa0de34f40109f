package org.liaoyuan.server.tool.mcp;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.net.PublicAddresses;
import org.liaoyuan.server.net.Timed;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolFailure;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Which MCP servers an organisation's agents may use. Builders see them and what they offer; who manages them sets them. */
@RestController
@RequestMapping("/api/mcp-servers")
@Tag(name = "agents")
class McpController {

    private static final Duration LONGEST_TRY = Duration.ofSeconds(15);

    private final ServerStore store;
    private final Links links;
    private final KnownOffers known;

    McpController(ServerStore store, Links links, KnownOffers known) {
        this.store = store;
        this.links = links;
        this.known = known;
    }

    /**
     * A server as it shall be.
     *
     * @param name by which nodes refer to it; that of one that is there stays
     * @param url where it speaks streamable HTTP
     * @param headers that are sent with each request, such as {@code Authorization}; left out for those that are kept
     */
    @Schema(name = "NewMcpServer")
    record Wish(
            @Nullable String name,
            @Nullable String url,
            @Nullable Map<String, String> headers) {}

    /**
     * What a server offers, or why it can't be said.
     *
     * @param problem null if it answered
     */
    @Schema(name = "McpOffers")
    record Offers(
            boolean ok,
            long millis,
            List<OfferView> tools,
            @Nullable String problem) {}

    /**
     * A tool in the server's words, which are nobody's to obey.
     *
     * @param effect READS: it changes nothing; KEYED: it may be used twice; ONCE: it may not
     * @param schema JSON Schema of its arguments
     */
    @Schema(name = "McpOffer")
    record OfferView(String name, String title, String description, Tool.Effect effect, JsonNode schema) {

        static OfferView of(Offer offer) {
            return new OfferView(offer.name(), offer.title(), offer.description(), offer.effect(), offer.schema());
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    @Operation(operationId = "listMcpServers", summary = "MCP servers that agents may use; of headers the names alone")
    @GetMapping
    List<ServerStore.View> list() {
        return store.list(Identity.current().organisation());
    }

    @Operation(operationId = "addMcpServer", summary = "Adds an MCP server that agents may use")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ServerStore.View add(@RequestBody Wish wish) {
        UUID id = UUID.randomUUID();
        String organisation = Identity.current().organisation();
        store.add(organisation, id, WantedServer.of(text(wish.name()), text(wish.url()), wish.headers()));
        return store.view(organisation, id);
    }

    @Operation(
            operationId = "changeMcpServer",
            summary = "Changes a server, but not its name; headers that are left out stay where it leads to the same")
    @PutMapping("/{id}")
    ServerStore.View change(@PathVariable UUID id, @RequestBody Wish wish) {
        String organisation = Identity.current().organisation();
        String name = store.view(organisation, id).name();
        store.change(organisation, id, WantedServer.of(name, text(wish.url()), wish.headers()));
        known.forget(organisation, name);
        return store.view(organisation, id);
    }

    @Operation(operationId = "removeMcpServer", summary = "Removes a server and forgets its headers")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id) {
        String organisation = Identity.current().organisation();
        String name = store.view(organisation, id).name();
        store.remove(organisation, id);
        known.forget(organisation, name);
    }

    @Operation(
            operationId = "listMcpTools",
            summary = "Asks a server which tools it offers, and says what is wrong if that does not work")
    @GetMapping("/{name}/tools")
    Offers tools(@PathVariable String name) throws InterruptedException {
        String organisation = Identity.current().organisation();
        McpServer server =
                store.find(organisation, name).orElseThrow(() -> RefusedException.missing("MCP server", name));
        long start = System.nanoTime();
        try {
            List<Offer> offers = links.talk(server, LONGEST_TRY, Session::offers);
            known.keep(organisation, name, offers);
            return new Offers(
                    true, millisSince(start), offers.stream().map(OfferView::of).toList(), null);
        } catch (ToolFailure e) {
            return failed(start, e.getMessage());
        } catch (PublicAddresses.Inside e) {
            return failed(start, McpTool.inside(server).getMessage());
        } catch (IOException e) {
            return failed(start, "it " + Session.said(String.valueOf(e.getMessage())));
        } catch (Timed.TookTooLong e) {
            return failed(start, "it did not answer within " + LONGEST_TRY.toSeconds() + " s");
        }
    }

    private static Offers failed(long start, @Nullable String problem) {
        return new Offers(false, millisSince(start), List.of(), problem);
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
