package org.liaoyuan.server.tool.openapi;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.http.HttpTool;
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

/** Which APIs an organisation's agents may call. Builders see them and what they can do; who manages them sets them. */
@RestController
@RequestMapping("/api/openapi-connections")
@Tag(name = "agents")
class ApiController {

    private final ApiStore store;
    private final OperationStore operations;
    private final ApiInquiry inquiry;

    ApiController(ApiStore store, OperationStore operations, ApiInquiry inquiry) {
        this.store = store;
        this.operations = operations;
        this.inquiry = inquiry;
    }

    /**
     * An API as it shall be.
     *
     * @param name by which nodes refer to it; that of one that is there stays
     * @param url where it is called; left out for what the document names as its first server
     * @param document OpenAPI 3.0 or 3.1, JSON or YAML, 2,000,000 characters at most; left out where {@code documentUrl} says where it is,
     *     or for the one that is kept
     * @param documentUrl from where it is read, now and not again
     * @param headers that are sent with each request, such as {@code Authorization}; left out for those that are kept
     */
    @Schema(name = "NewOpenApiConnection")
    record Wish(
            @Nullable String name,
            @Nullable String url,
            @Nullable String document,
            @Nullable String documentUrl,
            @Nullable Map<String, String> headers) {}

    /**
     * What an API can do.
     *
     * @param schemas that those of the operations refer to as {@code #/$defs/NAME}
     * @param leftOut operations of the document that nodes can't call
     */
    @Schema(name = "OpenApiOperations")
    record Operations(
            String title,
            String version,
            String url,
            List<OperationView> operations,
            JsonNode schemas,
            List<ApiDocument.LeftOut> leftOut) {}

    /**
     * An operation in the document's words, which are nobody's to obey.
     *
     * @param operation what nodes call it
     * @param reads whether it only reads
     * @param effect READS: it changes nothing; KEYED: done twice it leaves what it left once; ONCE: it may not be done twice
     * @param body null where it takes none
     */
    @Schema(name = "OpenApiOperation")
    record OperationView(
            String operation,
            String method,
            String path,
            String summary,
            boolean reads,
            Tool.Effect effect,
            List<ArgumentView> arguments,
            @Nullable BodyView body) {

        static OperationView of(Operation operation) {
            Tool.Effect effect = HttpTool.effect(operation.method(), false);
            return new OperationView(
                    operation.name(),
                    operation.method().toUpperCase(java.util.Locale.ROOT),
                    operation.path(),
                    operation.summary(),
                    effect == Tool.Effect.READS,
                    effect,
                    operation.parameters().stream().map(ArgumentView::of).toList(),
                    operation.body() == null
                            ? null
                            : new BodyView(
                                    operation.body().required(),
                                    operation.body().schema()));
        }
    }

    /**
     * A value that goes into the path, the query or the headers.
     *
     * @param schema JSON Schema
     */
    @Schema(name = "OpenApiArgument")
    record ArgumentView(String name, Operation.In in, boolean required, String description, JsonNode schema) {

        static ArgumentView of(Operation.Parameter parameter) {
            return new ArgumentView(
                    parameter.argument(),
                    parameter.in(),
                    parameter.required(),
                    parameter.description(),
                    parameter.schema());
        }
    }

    /** @param schema JSON Schema */
    @Schema(name = "OpenApiBody")
    record BodyView(boolean required, JsonNode schema) {}

    /**
     * Whether an API answers.
     *
     * @param status of its answer at its address; null where there was none
     * @param problem null if there is none
     */
    @Schema(name = "OpenApiConnectionTried")
    record Tried(
            boolean ok,
            long millis,
            @Nullable Integer status,
            @Nullable String problem) {}

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    @io.swagger.v3.oas.annotations.Operation(
            operationId = "listOpenApiConnections",
            summary = "APIs that agents may call; of headers the names alone")
    @GetMapping
    List<ApiStore.View> list() {
        return store.list(Identity.current().organisation());
    }

    @io.swagger.v3.oas.annotations.Operation(
            operationId = "addOpenApiConnection",
            summary = "Adds an API that agents may call, by its OpenAPI document")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApiStore.View add(@RequestBody Wish wish) throws InterruptedException {
        UUID id = UUID.randomUUID();
        String organisation = Identity.current().organisation();
        String from = text(wish.documentUrl());
        ApiDocument document = inquiry.document(wish.document(), from);
        if (document == null) {
            throw new IllegalArgumentException("document is missing; expected its text, or documentUrl where it is");
        }
        URI address = WantedApi.address(text(wish.url()), document, from);
        store.add(
                organisation, id, new WantedApi(text(wish.name()), address, from, document, wish.headers()), document);
        return store.view(organisation, id);
    }

    @io.swagger.v3.oas.annotations.Operation(
            operationId = "changeOpenApiConnection",
            summary = "Changes an API, but not its name; what is left out stays")
    @PutMapping("/{id}")
    ApiStore.View change(@PathVariable UUID id, @RequestBody Wish wish) throws InterruptedException {
        String organisation = Identity.current().organisation();
        ApiStore.View old = store.view(organisation, id);
        String from = text(wish.documentUrl());
        ApiDocument document = inquiry.document(wish.document(), from);
        URI address = WantedApi.address(text(wish.url()).isEmpty() ? old.url() : text(wish.url()));
        store.change(organisation, id, new WantedApi(old.name(), address, from, document, wish.headers()));
        return store.view(organisation, id);
    }

    @io.swagger.v3.oas.annotations.Operation(
            operationId = "removeOpenApiConnection",
            summary = "Removes an API and forgets its headers")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id) {
        store.remove(Identity.current().organisation(), id);
    }

    @io.swagger.v3.oas.annotations.Operation(
            operationId = "tryOpenApiConnection",
            summary = "Asks an API's address whether anybody answers, and says what is wrong if not")
    @PostMapping("/{id}/try")
    Tried attempt(@PathVariable UUID id) throws InterruptedException {
        String organisation = Identity.current().organisation();
        Api api = api(organisation, store.view(organisation, id).name());
        long start = System.nanoTime();
        try {
            int status = inquiry.status(api);
            boolean refused = status == 401 || status == 403;
            return new Tried(
                    !refused,
                    millisSince(start),
                    status,
                    refused ? "it answered " + status + "; look at the headers that are kept for it" : null);
        } catch (ToolFailure e) {
            return new Tried(false, millisSince(start), null, e.getMessage());
        }
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    @io.swagger.v3.oas.annotations.Operation(
            operationId = "listOpenApiOperations",
            summary = "What an API can do, as its document has it: operations, their arguments and bodies")
    @GetMapping("/{name}/operations")
    Operations operations(@PathVariable String name) {
        String organisation = Identity.current().organisation();
        Api api = api(organisation, name);
        ApiStore.View view = store.view(organisation, api.id());
        return new Operations(
                view.title(),
                view.version(),
                view.url(),
                operations.list(api.id()).stream().map(OperationView::of).toList(),
                api.schemas(),
                operations.leftOut(api.id()));
    }

    private Api api(String organisation, String name) {
        return store.find(organisation, name).orElseThrow(() -> RefusedException.missing("API", name));
    }
}
