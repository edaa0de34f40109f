package org.liaoyuan.server.assistant.frame;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The assistants of who asks. */
@RestController
@Tag(name = "assistants", description = "Assistants: those that everybody has, one's own, and what colleagues share.")
@RequestMapping("/api/assistants")
class AssistantController {

    private final Assistants assistants;

    AssistantController(Assistants assistants) {
        this.assistants = assistants;
    }

    /** A form as somebody filled it. */
    @Schema(name = "FilledForm")
    record Filled(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Map<String, String> values,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"zh", "en"})
            @Nullable
            String language) {}

    /** A person's turn that was made of a form. */
    @Schema(name = "FormTurn")
    record Turn(String content) {}

    @Operation(operationId = "listAssistants", summary = "The assistants that one may use, everybody's first")
    @GetMapping
    List<Assistant> list() {
        return assistants.open(Identity.current());
    }

    @Operation(operationId = "getAssistant", summary = "One of them")
    @GetMapping("/{id}")
    Assistant get(@PathVariable String id) {
        return assistants.get(Identity.current(), id);
    }

    @Operation(operationId = "fillForm", summary = "The turn that a filled form makes; nothing is said yet")
    @PostMapping("/{id}/turn")
    Turn turn(@PathVariable String id, @RequestBody Filled filled) {
        String language = filled.language() == null ? "" : filled.language();
        return new Turn(assistants.turn(
                Identity.current(), id, filled.values() == null ? Map.of() : filled.values(), Language.of(language)));
    }

    @Operation(operationId = "exportAssistant", summary = "The assistant's folder as a ZIP file")
    @GetMapping(path = "/{id}/export", produces = "application/zip")
    ResponseEntity<byte[]> export(@PathVariable String id) {
        Definition definition = assistants.definition(Identity.current(), id);
        return ResponseEntity.ok()
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"assistant-"
                                + definition.manifest().id() + ".zip\"")
                .body(Archive.write(definition));
    }

    @Operation(operationId = "copyAssistant", summary = "Makes a copy of one's own, with its cases")
    @PostMapping("/{id}/copy")
    @ResponseStatus(HttpStatus.CREATED)
    Assistant copy(@PathVariable String id) {
        Identity who = Identity.current();
        return assistants.add(who, false, assistants.definition(who, id));
    }

    @Operation(
            operationId = "createAssistant",
            summary = "Makes an assistant of a manifest, or of an exported ZIP file",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(implementation = Manifest.class)),
                                @Content(
                                        mediaType = "application/zip",
                                        schema = @Schema(type = "string", format = "binary"))
                            }))
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Assistant create(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(Archive.MOST_BYTES + 1);
        if (body.length > Archive.MOST_BYTES) {
            throw new IllegalArgumentException("the body has more than " + Archive.MOST_BYTES
                    + " bytes; expected a manifest, or one assistant's ZIP");
        }
        boolean zip = body.length > 1 && body[0] == 'P' && body[1] == 'K';
        Definition wanted = zip
                ? Archive.read(body)
                : new Definition(ManifestReader.manifest(ManifestReader.json("the body", body)), List.of());
        return assistants.add(Identity.current(), false, wanted);
    }

    @Operation(
            operationId = "putAssistant",
            summary = "Changes one of one's own; shared, all of the organisation may use it unless a rule keeps it",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = Manifest.class))))
    @PutMapping("/{id}")
    Assistant put(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean shared,
            @RequestBody JsonNode manifest) {
        return assistants.put(Identity.current(), id, shared, ManifestReader.manifest(manifest));
    }

    @Operation(
            operationId = "deleteAssistant",
            summary = "Deletes one of one's own; conversations with it go on without")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        assistants.delete(id);
    }
}
