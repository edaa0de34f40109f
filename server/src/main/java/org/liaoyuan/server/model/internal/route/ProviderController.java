package org.liaoyuan.server.model.internal.route;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.internal.remote.Preset;
import org.liaoyuan.server.model.internal.remote.Provider;
import org.liaoyuan.server.model.internal.remote.ProviderConfig;
import org.liaoyuan.server.model.internal.remote.Secret;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Providers, for the page. A key goes in and never comes out. */
@RestController
@Tag(name = "providers", description = "Models of others: addresses and keys. Keys are taken, never shown.")
@RequestMapping("/api/providers")
class ProviderController {

    private final Registry registry;

    ProviderController(Registry registry) {
        this.registry = registry;
    }

    @Operation(operationId = "listProviders", summary = "Every provider")
    @GetMapping
    List<ProviderView> list() {
        return registry.places().values().stream().map(ProviderView::of).toList();
    }

    @Operation(operationId = "listProviderPresets", summary = "Known providers and their addresses")
    @GetMapping("/presets")
    List<Preset> presets() {
        return Preset.all();
    }

    /** Adds one: {@code id}, {@code key}, and the fields of {@link ProviderConfig}. */
    @Operation(operationId = "addProvider", summary = "Adds a provider")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ProviderView add(@RequestBody ObjectNode body) {
        String id = text(body.remove("id"));
        Names.requireProvider(id);
        if (registry.place(id).isPresent()) {
            throw new IllegalArgumentException("there is a provider '" + id + "' already; choose another id");
        }
        Secret key = Secret.of(text(body.remove("key")));
        registry.put(id, read(Settings.usualProvider(), body).withKey(key));
        return view(id);
    }

    /** Changes what is given; with another address the key must be given again: it is meant for the old one. */
    @Operation(operationId = "changeProvider", summary = "Changes a provider; a key that is left out stays")
    @PatchMapping("/{id}")
    ProviderView change(@PathVariable String id, @RequestBody ObjectNode body) {
        ProviderConfig before = place(id).provider().config();
        JsonNode newKey = body.remove("key");
        ProviderConfig after = read(Settings.MAPPER.valueToTree(before), body);
        boolean keeps = newKey == null || newKey.isNull();
        Secret kept = after.baseUrl().equals(before.baseUrl()) ? before.key() : Secret.NONE;
        registry.put(id, after.withKey(keeps ? kept : Secret.of(text(newKey))));
        return view(id);
    }

    private static ProviderConfig read(ObjectNode from, ObjectNode change) {
        // a model that nobody says otherwise of can use tools, as in the configuration file
        change.path("models").forEach(model -> {
            if (model instanceof ObjectNode one && !one.has("tools")) {
                one.put("tools", true);
            }
        });
        return Settings.merged(from, change, ProviderConfig.class);
    }

    @Operation(operationId = "removeProvider", summary = "Removes a provider")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id) {
        place(id);
        registry.removeProvider(id);
    }

    /**
     * What a test of the connection found.
     *
     * @param models the names it lists
     * @param problem what went wrong; null if nothing did
     */
    record Tested(
            boolean ok,
            long millis,
            List<String> models,
            @Nullable String problem) {}

    /** Asks for its list of models or, with a model's name, for one token of that. */
    @Operation(operationId = "testProvider", summary = "Asks a provider for its models")
    @PostMapping("/{id}/test")
    Tested test(@PathVariable String id, @RequestParam(defaultValue = "") String model) {
        Provider provider = place(id).provider();
        long start = System.nanoTime();
        try {
            List<String> models = model.isEmpty() ? provider.models() : List.of(model);
            if (!model.isEmpty()) {
                askOneToken(provider, model);
            }
            return new Tested(true, millisSince(start), models, null);
        } catch (EngineException e) {
            return new Tested(false, millisSince(start), List.of(), e.getMessage());
        }
    }

    private static void askOneToken(Provider provider, String model) {
        ChatRequest request =
                new ChatRequest(model, List.of(ChatMessage.user("1+1=")), Sampling.CHAT, 1, List.of(), -1);
        try (Answer answer = provider.chat(model, request, failure -> {})) {
            answer.next();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private Place place(String id) {
        return registry.place(id).orElseThrow(() -> new NoSuchNameException("provider", id));
    }

    private ProviderView view(String id) {
        return ProviderView.of(place(id));
    }

    private static String text(@Nullable JsonNode node) {
        return Optional.ofNullable(node).map(n -> n.asString("")).orElse("");
    }
}
