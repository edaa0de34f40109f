package org.liaoyuan.server.assistant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    ConversationController(ConversationStore store, Answers answers) {
        this.store = store;
        this.answers = answers;
    }

    /** What may be set of a conversation; what is left out stays. */
    record Change(@Nullable String title, @Nullable String model) {

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
        return store.create(
                change.title() == null ? "" : change.title(),
                change.model() == null ? ModelService.DEFAULT : change.model());
    }

    @Operation(operationId = "getConversation", summary = "A conversation with the messages of all its branches")
    @GetMapping("/{id}")
    Conversation get(@PathVariable UUID id) {
        return store.get(id);
    }

    @Operation(operationId = "changeConversation", summary = "Renames a conversation, or gives it another model")
    @PatchMapping("/{id}")
    Conversation change(@PathVariable UUID id, @RequestBody Change change) {
        store.rename(id, change.title(), change.model());
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
