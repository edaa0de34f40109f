package org.liaoyuan.server.websearch;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.websearch.ask.Kind;
import org.liaoyuan.server.websearch.ask.SearchService;
import org.liaoyuan.server.websearch.ask.ServiceClient;
import org.liaoyuan.server.websearch.ask.ServiceFailure;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** With which services the web is searched, for the installation's owner. A key goes in and never comes out. */
@RestController
@Tag(name = "web search", description = "Pages of the web that fit a question, where the owner configured a service.")
@RequestMapping("/api/web/services")
class WebServiceController {

    private static final int MOST_SHOWN = 5;
    private static final int LONGEST_QUESTION = 400;

    private final ServiceStore store;
    private final Switches switches;
    private final ObjectProvider<ServiceClient> client;
    private final WebSearchSettings settings;

    WebServiceController(
            ServiceStore store, Switches switches, ObjectProvider<ServiceClient> client, WebSearchSettings settings) {
        this.store = store;
        this.switches = switches;
        this.client = client;
        this.settings = settings;
    }

    /**
     * A kind of service.
     *
     * @param address where it is; empty where everybody has their own
     */
    @Schema(name = "WebServiceKind")
    record KindView(Kind kind, String address, boolean needsKey) {}

    /**
     * What is configured.
     *
     * @param enabled whether the web is searched at all
     * @param readPages whether pages are fetched; otherwise the services' snippets have to do
     * @param services in the order in which they are asked
     * @param kinds that can be added
     */
    @Schema(name = "WebServices")
    record Configured(boolean enabled, boolean readPages, List<ServiceStore.View> services, List<KindView> kinds) {}

    /** What is left out stays. */
    @Schema(name = "WebSearchSwitch")
    record SwitchChange(@Nullable Boolean enabled, @Nullable Boolean readPages) {}

    /**
     * A new service.
     *
     * @param address null or empty for the kind's own
     * @param key null or empty for none
     */
    @Schema(name = "NewWebService")
    record NewService(
            Kind kind, @Nullable String address, @Nullable String key) {}

    /**
     * What is left out stays; with another address the key must be given again, since it is meant for the old one.
     *
     * @param key empty for none
     */
    @Schema(name = "WebServiceChange")
    record ServiceChange(@Nullable String address, @Nullable String key) {}

    /** @param ids of all services, the first to be asked first */
    @Schema(name = "WebServiceOrder")
    record Order(List<UUID> ids) {}

    /** @param question to be searched for; null for a harmless one */
    @Schema(name = "WebTryWish")
    record TryWish(@Nullable String question) {}

    /** A page that a service named. */
    @Schema(name = "WebResult")
    record Result(String title, String address, String snippet) {}

    /**
     * What a try found.
     *
     * @param problem what went wrong; null if nothing did
     */
    @Schema(name = "WebTried")
    record Tried(
            boolean ok,
            long millis,
            List<Result> results,
            @Nullable String problem) {}

    @Operation(operationId = "listWebServices", summary = "The search services, in the order in which they are asked")
    @GetMapping
    Configured configured() {
        Switches.Installation installation = switches.installation();
        return new Configured(
                installation.enabled(),
                installation.readPages(),
                store.views(),
                Stream.of(Kind.values())
                        .map(kind -> new KindView(kind, kind.address(), kind.needsKey()))
                        .toList());
    }

    @Operation(operationId = "switchWebSearch", summary = "Switches searching the web, and fetching pages, on or off")
    @PutMapping("/switch")
    Configured change(@RequestBody SwitchChange change) {
        switches.change(change.enabled(), change.readPages());
        return configured();
    }

    @Operation(operationId = "addWebService", summary = "Adds a search service, as the last to be asked")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Configured add(@RequestBody NewService wanted) {
        if (wanted.kind() == null) {
            throw new IllegalArgumentException("kind is missing; expected one of " + List.of(Kind.values()));
        }
        store.add(new SearchService(UUID.randomUUID(), wanted.kind(), text(wanted.address()), text(wanted.key())));
        return configured();
    }

    @Operation(operationId = "changeWebService", summary = "Changes a search service; a key that is left out stays")
    @PatchMapping("/{id}")
    Configured change(@PathVariable UUID id, @RequestBody ServiceChange change) {
        SearchService before = store.get(id);
        String address = change.address() == null ? before.address() : change.address();
        SearchService moved =
                new SearchService(id, before.kind(), address, change.key() == null ? before.key() : change.key());
        if (change.key() == null && !before.key().isEmpty() && !moved.address().equals(before.address())) {
            throw new IllegalArgumentException(
                    "key is missing; with another address it is needed once more: it was entered for "
                            + before.address());
        }
        store.change(moved);
        return configured();
    }

    @Operation(operationId = "orderWebServices", summary = "Says in which order search services are asked")
    @PutMapping("/order")
    Configured order(@RequestBody Order order) {
        store.order(order.ids() == null ? List.of() : order.ids());
        return configured();
    }

    @Operation(operationId = "removeWebService", summary = "Removes a search service and forgets its key")
    @DeleteMapping("/{id}")
    Configured remove(@PathVariable UUID id) {
        store.remove(id);
        return configured();
    }

    @Operation(operationId = "tryWebService", summary = "Asks a search service one question, and says what it answers")
    @PostMapping("/{id}/try")
    Tried attempt(@PathVariable UUID id, @RequestBody TryWish wish) throws InterruptedException {
        SearchService service = store.get(id);
        if (!switches.installation().enabled()) {
            throw RefusedException.conflict("Searching the web is switched off; switch it on to try");
        }
        String question = text(wish.question()).isBlank() ? "Hangzhou West Lake 杭州西湖" : text(wish.question());
        if (question.length() > LONGEST_QUESTION) {
            throw new IllegalArgumentException(
                    "question has " + question.length() + " characters; expected at most " + LONGEST_QUESTION);
        }
        long start = System.nanoTime();
        try {
            List<Result> results =
                    client.getObject().search(service, question, MOST_SHOWN, settings.mostServiceTime()).stream()
                            .map(found ->
                                    new Result(found.title(), found.address().toString(), found.snippet()))
                            .toList();
            return new Tried(true, millisSince(start), results, null);
        } catch (ServiceFailure e) {
            return new Tried(false, millisSince(start), List.of(), e.getMessage());
        }
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
