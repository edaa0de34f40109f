package org.liaoyuan.server.assistant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.ShortText;
import org.liaoyuan.server.assistant.frame.Language;
import org.liaoyuan.server.assistant.persona.Persona;
import org.liaoyuan.server.assistant.persona.Personas;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.ModelAccess;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.liaoyuan.server.sse.EventStream;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a persona speaks, before it is chosen: each answers the same sentence. */
@RestController
@Tag(name = "personas", description = "Ways of speaking: those that everybody has, and one's own.")
@RequestMapping("/api/personas/preview")
class PreviewController {

    private static final int MOST_TOKENS = 160;

    private final ModelService models;
    private final ModelAccess access;
    private final Personas personas;
    private final JsonMapper json;

    PreviewController(ModelService models, ModelAccess access, Personas personas, JsonMapper json) {
        this.models = models;
        this.access = access;
        this.personas = personas;
        this.json = json;
    }

    /**
     * What is to be heard.
     *
     * @param persona id of one; null for the style
     * @param style one that is not kept yet; null for none, so that the model's own manner can be heard beside
     * @param sentence what it answers; null for the usual one
     * @param model null for the default one
     */
    @Schema(name = "PersonaPreview")
    record Wanted(
            @Nullable String persona,

            @Schema(implementation = Persona.Style.class) @Nullable
            JsonNode style,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"zh", "en"})
            @Nullable
            String language,

            @Nullable String sentence,
            @Nullable String model) {}

    @Operation(
            operationId = "previewPersona",
            summary = "Lets a persona answer one sentence; nothing is kept",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "server-sent events; the schema's fields are their names and data",
                            content =
                                    @Content(
                                            mediaType = "text/event-stream",
                                            schema = @Schema(implementation = PreviewEvents.class))))
    @PostMapping
    void preview(@RequestBody Wanted wanted, HttpServletResponse response) throws IOException {
        Language language = Language.of(wanted.language() == null ? "" : wanted.language());
        String model = wanted.model() == null ? ModelService.DEFAULT : wanted.model();
        ChatRequest request = new ChatRequest(
                        model, messages(wanted, language), Sampling.CHAT, MOST_TOKENS, List.of(), -1)
                .withCaller(access.caller(Identity.current(), model, Purpose.CHAT));
        AtomicReference<@Nullable Answer> running = new AtomicReference<>();
        try (EventStream events = new EventStream(
                response, json, () -> Optional.ofNullable(running.get()).ifPresent(Answer::cancel))) {
            speak(request, running, events);
        }
    }

    private List<ChatMessage> messages(Wanted wanted, Language language) {
        String usual = language == Language.ZH ? "我总是睡得太晚，该怎么办？" : "I always go to bed too late. What should I do?";
        String sentence = ShortText.of("sentence", wanted.sentence());
        ChatMessage said = ChatMessage.user(sentence.isEmpty() ? usual : sentence);
        Optional<String> prefix = wanted.style() == null
                ? Optional.ofNullable(wanted.persona())
                        .map(id ->
                                personas.prefix(id, language).orElseThrow(() -> new NotFoundException("persona", id)))
                : Optional.of(personas.prefixOf(wanted.style(), language));
        return prefix.map(text -> List.of(ChatMessage.system(text), said)).orElse(List.of(said));
    }

    private void speak(ChatRequest request, AtomicReference<@Nullable Answer> running, EventStream events) {
        StringBuilder text = new StringBuilder();
        try (Answer answer = models.chat(request)) {
            running.set(answer);
            for (Optional<AnswerPart> part = answer.next(); part.isPresent(); part = answer.next()) {
                if (part.get() instanceof AnswerPart.Text said && !said.text().isEmpty()) {
                    text.append(said.text());
                    if (!events.send("delta", new AnswerEvents.Delta(said.text()))) {
                        return;
                    }
                }
            }
            events.send("done", new AnswerEvents.Delta(text.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            events.send("error", AnswerProblem.of(e));
        }
    }
}
