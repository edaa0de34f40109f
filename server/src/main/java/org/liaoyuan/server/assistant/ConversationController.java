package org.liaoyuan.server.assistant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.assistant.frame.Assistant;
import org.liaoyuan.server.assistant.frame.Assistants;
import org.liaoyuan.server.assistant.frame.Language;
import org.liaoyuan.server.assistant.persona.Personas;
import org.liaoyuan.server.model.ModelService;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

/** Conversations, for the page. */
@RestController
@Tag(name = "conversations", description = "Conversations and their messages.")
@RequestMapping("/api/conversations")
class ConversationController {

    private static final int MOST_LISTED = 500;

    private final ConversationStore store;
    private final Answers answers;
    private final Assistants assistants;
    private final Personas personas;

    ConversationController(ConversationStore store, Answers answers, Assistants assistants, Personas personas) {
        this.store = store;
        this.answers = answers;
        this.assistants = assistants;
        this.personas = personas;
    }

    /**
     * What may be set of a conversation; what is left out stays.
     *
     * @param assistant id of one; empty for none
     * @param persona id of one; {@code plain} or empty for none. Where it is left out, a new conversation has what was chosen for the
     *     assistant, else everywhere, else the assistant's own
     * @param language zh or en, in which the two speak; at the beginning only
     */
    record Change(
            @Nullable String title,
            @Nullable String model,
            @Nullable String assistant,
            @Nullable String persona,

            @Schema(allowableValues = {"zh", "en"}) @Nullable
            String language) {

        Change {
            if (title != null && (title.isBlank() || title.length() > Conversation.MOST_TITLE)) {
                throw new IllegalArgumentException("title has " + title.length() + " characters; expected 1 to "
                        + Conversation.MOST_TITLE + ", not all blank");
            }
        }
    }

    @Operation(
            operationId = "listConversations",
            summary =
                    "Conversations without their messages, the newest first; with q those whose title or text holds it")
    @GetMapping
    List<Conversation> list(@RequestParam(name = "q", defaultValue = "") String words) {
        return store.list(words.strip(), MOST_LISTED);
    }

    @Operation(operationId = "createConversation", summary = "Begins a conversation")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Conversation create(@RequestBody Change change) {
        Assistant assistant = named(change.assistant())
                .map(id -> assistants.get(Identity.current(), id))
                .orElse(null);
        Optional<String> model = Optional.ofNullable(change.model())
                .or(() -> Optional.ofNullable(assistant).map(a -> a.manifest().model()));
        Optional<String> persona = change.persona() == null ? personas.usual(assistant) : persona(change.persona());
        return store.create(
                change.title() == null ? "" : change.title(),
                model.orElse(ModelService.DEFAULT),
                new ConversationStore.Manner(
                        assistant == null ? null : assistant.id(),
                        persona.orElse(null),
                        change.language() == null
                                ? null
                                : Language.of(change.language()).code()));
    }

    private static Optional<String> named(@Nullable String id) {
        return Optional.ofNullable(id).filter(some -> !some.isEmpty());
    }

    private Optional<String> persona(String wanted) {
        Optional<String> named = named(wanted).filter(id -> !id.equals(Personas.PLAIN));
        named.ifPresent(personas::require);
        return named;
    }

    @Operation(operationId = "getConversation", summary = "A conversation with the messages of all its branches")
    @GetMapping("/{id}")
    Conversation get(@PathVariable UUID id) {
        return store.get(id);
    }

    @Operation(
            operationId = "changeConversation",
            summary = "Renames a conversation, or gives it another model, assistant or persona")
    @PatchMapping("/{id}")
    Conversation change(@PathVariable UUID id, @RequestBody Change change) {
        named(change.assistant()).ifPresent(wanted -> assistants.get(Identity.current(), wanted));
        String persona =
                change.persona() == null ? null : persona(change.persona()).orElse("");
        store.rename(id, change.title(), change.model());
        store.change(id, change.assistant(), persona);
        return store.get(id);
    }

    @Operation(operationId = "deleteConversation", summary = "Deletes a conversation and stops its answer")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        if (store.has(id)) {
            answers.stop(id);
            store.delete(id);
        }
    }

    /** The newest branch as Markdown. */
    @Operation(operationId = "exportConversation", summary = "The newest branch as Markdown")
    @GetMapping(path = "/{id}/export.md", produces = "text/markdown;charset=UTF-8")
    ResponseEntity<String> export(@PathVariable UUID id) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "markdown", java.nio.charset.StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"conversation-" + id + ".md\"")
                .body(Markdown.of(store.get(id)));
    }
}
