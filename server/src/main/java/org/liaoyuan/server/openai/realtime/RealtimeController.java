package org.liaoyuan.server.openai.realtime;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.assistant.SpokenAssistants;
import org.liaoyuan.server.model.LocalModelService;
import org.liaoyuan.server.model.ModelAccess;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.liaoyuan.server.model.VoiceInfo;
import org.liaoyuan.server.openai.ApiException;
import org.liaoyuan.server.openai.Callers;
import org.liaoyuan.server.openai.OpenAiDoor;
import org.liaoyuan.server.voice.VoiceConversations;
import org.liaoyuan.server.voice.VoiceOptions;
import org.liaoyuan.server.voice.VoiceSettings;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /v1/realtime}, which becomes a WebSocket: an ordinary request until then, with the same guards, keys and errors as any
 * other.
 */
@RestController
@OpenAiDoor
class RealtimeController {

    private static final String BETA = "realtime=v1";
    /** Browsers, which can't send headers, say by it what they want. */
    private static final String SUBPROTOCOL = "realtime";

    private final VoiceConversations conversations;
    private final VoiceSettings voice;
    private final RealtimeSettings settings;
    private final ModelService models;
    private final LocalModelService local;
    private final SpokenAssistants assistants;
    private final ModelAccess access;
    private final JsonMapper json;

    RealtimeController(
            VoiceConversations conversations,
            VoiceSettings voice,
            RealtimeSettings settings,
            ModelService models,
            LocalModelService local,
            SpokenAssistants assistants,
            ModelAccess access,
            JsonMapper json) {
        this.conversations = conversations;
        this.voice = voice;
        this.settings = settings;
        this.models = models;
        this.local = local;
        this.assistants = assistants;
        this.access = access;
        this.json = json;
    }

    @Operation(
            operationId = "openRealtimeSession",
            summary =
                    "Opens a WebSocket by which a client talks with a model, or an assistant, in the events of OpenAI's Realtime API",
            responses = @ApiResponse(responseCode = "101", description = "events in both directions follow"))
    @GetMapping("/v1/realtime")
    void open(
            @RequestParam(required = false) @Nullable String model,
            @RequestParam(required = false) @Nullable String intent,
            @RequestParam(required = false) @Nullable String assistant,
            @RequestParam(required = false) @Nullable String persona,
            @RequestParam(required = false) @Nullable String language,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        boolean captions = "transcription".equals(intent);
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            response.setHeader("Upgrade", "websocket");
            throw new ApiException(
                    426,
                    "invalid_request_error",
                    "This address is for WebSockets; connect with ws:// or wss://",
                    null,
                    null);
        }
        VoiceOptions options;
        if (captions) {
            options = VoiceOptions.captions();
        } else if (assistant == null) {
            options = VoiceOptions.talk(wanted(model));
        } else {
            options = with(assistant, model, persona, language == null ? accepted(request) : language);
        }
        require(options);
        conversations.requirePlace();
        upgrade(request, response, options, WireOptions.of(model == null ? "" : model, captions));
    }

    private static String wanted(@Nullable String model) {
        if (model == null || model.isBlank()) {
            throw ApiException.invalid("model", "'model' is missing: connect with ?model=, or ?intent=transcription");
        }
        return RealtimeNames.model(model);
    }

    /** What an assistant is told and how it sounds; the client's session may still have either otherwise. */
    private VoiceOptions with(String assistant, @Nullable String model, @Nullable String persona, String language) {
        SpokenAssistants.Spoken spoken;
        try {
            spoken = assistants.of(Identity.current(), assistant, persona, language);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("language", String.valueOf(e.getMessage()));
        }
        String its = spoken.model() == null ? ModelService.DEFAULT : spoken.model();
        VoiceOptions options = VoiceOptions.talk(model == null || model.isBlank() ? its : RealtimeNames.model(model));
        List<String> voices = local.voices().stream().map(VoiceInfo::id).toList();
        return new Edit(new Edit(options).instructions(spoken.instructions()))
                .manner(spoken.manner().among(voices));
    }

    private static String accepted(HttpServletRequest request) {
        return request.getLocale().getLanguage().equals("zh") ? "zh" : "en";
    }

    /** What can be refused is refused while it is a request. */
    private void require(VoiceOptions options) {
        Identity who = Identity.current();
        var unusedListener = access.caller(who, options.listener(), Purpose.TRANSCRIPTION);
        if (!options.captionsOnly()) {
            var unusedModel = access.caller(who, options.model(), Purpose.CHAT);
            var unusedSpeaker = access.caller(who, options.speaker(), Purpose.SPEECH);
            var unusedStatus = models.status(options.model());
        }
    }

    private void upgrade(
            HttpServletRequest request, HttpServletResponse response, VoiceOptions options, WireOptions wire)
            throws IOException, ServletException {
        Identity who = Identity.current();
        String key = Callers.of(request).key();
        String beta = request.getHeader("OpenAI-Beta");
        Dialect dialect = beta != null && beta.contains(BETA) ? Dialect.BETA : Dialect.CURRENT;
        long expiresAt = Instant.now().plus(voice.longest()).getEpochSecond();
        RealtimeEndpoint endpoint = new RealtimeEndpoint(
                queue -> new RealtimeSession(
                        json,
                        dialect,
                        options,
                        wire,
                        expiresAt,
                        queue,
                        (begun, events) -> conversations.begin(who, key, begun, events)),
                settings);
        Object container = request.getServletContext().getAttribute(ServerContainer.class.getName());
        if (!(container instanceof ServerContainer sockets)) {
            throw new ServletException("the web server knows no WebSockets");
        }
        try {
            sockets.upgradeHttpToWebSocket(request, response, config(endpoint), Map.of());
        } catch (DeploymentException e) {
            throw new ServletException(e);
        }
    }

    private static ServerEndpointConfig config(RealtimeEndpoint endpoint) {
        return ServerEndpointConfig.Builder.create(RealtimeEndpoint.class, "/v1/realtime")
                .subprotocols(List.of(SUBPROTOCOL))
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast(endpoint);
                    }

                    /** {@code page.BrowserGuard} has looked at it. */
                    @Override
                    public boolean checkOrigin(String origin) {
                        return true;
                    }

                    /** Sound in Base64 is not made smaller, and a bomb can't be sent. */
                    @Override
                    public List<Extension> getNegotiatedExtensions(List<Extension> known, List<Extension> asked) {
                        return List.of();
                    }
                })
                .build();
    }
}
