package org.liaoyuan.server.assistant.persona;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.assistant.frame.Assistants;
import org.liaoyuan.server.assistant.persona.Persona.Style;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The personas of who asks, and which they want where. */
@RestController
@Tag(name = "personas", description = "Ways of speaking: those that everybody has, and one's own.")
@RequestMapping("/api/personas")
class PersonaController {

    private final Personas personas;
    private final Assistants assistants;

    PersonaController(Personas personas, Assistants assistants) {
        this.personas = personas;
        this.assistants = assistants;
    }

    /**
     * What there is.
     *
     * @param everywhere which is wanted everywhere; null for none
     * @param byAssistant which is wanted of single assistants, by their ids
     */
    @Schema(name = "PersonaList")
    record Listed(List<Persona> personas, @Nullable String everywhere, Map<String, String> byAssistant) {}

    /**
     * Which is wanted where.
     *
     * @param assistant null: everywhere
     * @param persona an id, or {@code plain} for none; null: as if nothing had been chosen
     */
    @Schema(name = "PersonaChoice")
    record Choice(@Nullable String assistant, @Nullable String persona) {}

    /**
     * What somebody wrote.
     *
     * @param texts at most 20, of 20,000 characters in all, and 40 words or Chinese characters at least
     */
    @Schema(name = "OwnTexts")
    record OwnTexts(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            List<String> texts) {}

    @Operation(operationId = "listPersonas", summary = "The personas that one may use, and which one wants where")
    @GetMapping
    Listed list() {
        Map<String, String> chosen = personas.choices();
        String everywhere = chosen.remove("");
        return new Listed(personas.all(), everywhere, chosen);
    }

    @Operation(operationId = "choosePersona", summary = "Wants a persona everywhere, or of one assistant")
    @PutMapping("/choice")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void choose(@org.springframework.web.bind.annotation.RequestBody Choice choice) {
        String assistant = choice.assistant() == null
                ? ""
                : assistants.get(Identity.current(), choice.assistant()).id();
        personas.choose(assistant, choice.persona());
    }

    @Operation(
            operationId = "createPersona",
            summary = "Makes a persona of one's own",
            requestBody =
                    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Style.class))))
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Persona create(@org.springframework.web.bind.annotation.RequestBody JsonNode style) {
        return personas.add(StyleReader.style(style));
    }

    @Operation(
            operationId = "learnPersona",
            summary = "A way of speaking as in texts of one's own: counted by rules, without a model; nothing is kept")
    @PostMapping("/learnt")
    Style learn(@org.springframework.web.bind.annotation.RequestBody OwnTexts own) {
        List<String> texts = own.texts() == null ? List.of() : own.texts();
        if (texts.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("texts has null in it; expected only strings");
        }
        return LearntStyle.of(texts);
    }

    @Operation(
            operationId = "putPersona",
            summary = "Changes one of one's own",
            requestBody =
                    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Style.class))))
    @PutMapping("/{id}")
    Persona put(@PathVariable String id, @org.springframework.web.bind.annotation.RequestBody JsonNode style) {
        return personas.put(id, StyleReader.style(style));
    }

    @Operation(operationId = "deletePersona", summary = "Deletes one of one's own; conversations with it go on without")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        personas.delete(id);
    }
}
