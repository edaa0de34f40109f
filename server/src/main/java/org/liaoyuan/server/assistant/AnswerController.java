package org.liaoyuan.server.assistant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.assistant.proof.EvidenceSource;
import org.liaoyuan.server.space.SpaceFilter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * A person's turn in, an answer out, as server-sent events: {@code user} (the stored turn), {@code evidence} (where sources were
 * chosen), {@code start}, {@code delta} …, then {@code done} (the stored answer) or {@code error}. The answer goes on when who listens goes away; it can be listened to
 * again, from its start.
 */
@RestController
@Tag(name = "answers", description = "Turns of a person, answered as server-sent events.")
@RequestMapping("/api/conversations/{conversation}")
class AnswerController {

    private static final int MOST_CHARACTERS = 200_000;

    private final ConversationStore store;
    private final AnswerRun run;
    private final Answers answers;
    private final AnswerStreams streams;
    private final OwnTurns ownTurns;

    AnswerController(
            ConversationStore store, AnswerRun run, Answers answers, AnswerStreams streams, OwnTurns ownTurns) {
        this.ownTurns = ownTurns;
        this.store = store;
        this.run = run;
        this.answers = answers;
        this.streams = streams;
    }

    /**
     * A turn.
     *
     * @param id its id, where the client chose one: whoever does not know whether a turn arrived says it again with the same id, and it
     *     is there once
     * @param parentId the turn it follows; null begins a branch at the root
     * @param model another model than the conversation's
     * @param sources what the answer is to stand on; none, or left out: what the model knows
     * @param collections ids of those that it is to stand on too: then the sources need not name COLLECTIONS
     * @param material which part of the person's material and of these collections; none, or left out: all of it
     * @param ownWords whether the person wrote it; false for what was filled into a form, handed over or pasted: no fact about them is
     *     looked for in it
     */
    record Turn(
            @Nullable UUID id,
            @Nullable UUID parentId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String content,

            @Nullable String model,
            @Nullable Double temperature,
            @Nullable Set<EvidenceSource.Kind> sources,
            @Nullable Set<UUID> collections,
            @Nullable SpaceFilter material,
            @Nullable Boolean ownWords) {}

    /**
     * What may differ when an answer is made again.
     *
     * @param sources as in a turn; left out, as collections are: those of the answer that stands there
     * @param collections as in a turn
     * @param material as in a turn; left out: that of the answer that stands there
     */
    record Again(
            @Nullable String model,
            @Nullable Double temperature,
            @Nullable Set<EvidenceSource.Kind> sources,
            @Nullable Set<UUID> collections,
            @Nullable SpaceFilter material) {}

    @Operation(
            operationId = "say",
            summary = "Says a turn and answers it",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "server-sent events; the schema's fields are their names and data",
                            content =
                                    @Content(
                                            mediaType = "text/event-stream",
                                            schema = @Schema(implementation = AnswerEvents.class))))
    @PostMapping("/messages")
    void say(@PathVariable UUID conversation, @RequestBody Turn turn, HttpServletResponse response) throws IOException {
        String content = turn.content() == null ? "" : turn.content();
        if (content.isBlank() || content.length() > MOST_CHARACTERS || content.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("content has " + content.length() + " characters; expected 1 to "
                    + MOST_CHARACTERS + ", not all blank, none of them NUL");
        }
        Conversation known = store.get(conversation);
        requireParent(known, turn.parentId());
        Chosen chosen = Chosen.of(turn.sources(), turn.collections(), turn.material());
        Optional<Message> there = said(known, turn);
        if (there.isPresent() && hear(known, there.get(), response)) {
            return;
        }
        AnswerRun.Asking asking = run.asking(known, turn.model(), content, chosen);
        Message user = there.orElseGet(() -> add(known, turn, content, chosen));
        RunningAnswer running = run.answer(store.get(conversation), user, asking, turn.temperature());
        streams.write(response, Optional.of(user), running);
    }

    private Message add(Conversation known, Turn turn, String content, Chosen chosen) {
        if (known.title().isBlank()) {
            store.rename(known.id(), Titles.of(content), null);
        }
        Message user = store.addTurn(known.id(), turn.id(), turn.parentId(), content, chosen);
        ownTurns.look(known, user, turn.ownWords());
        return user;
    }

    /** The turn of this id, if it was said before. */
    private static Optional<Message> said(Conversation known, Turn turn) {
        Optional<Message> there =
                known.messages().stream().filter(m -> m.id().equals(turn.id())).findFirst();
        if (there.isPresent()
                && !(there.get().role().equals("user")
                        && there.get().content().equals(turn.content())
                        && Objects.equals(there.get().parentId(), turn.parentId()))) {
            throw new IllegalArgumentException("id " + turn.id()
                    + " is another message's of this conversation; choose a new one for what was not said yet");
        }
        return there;
    }

    /** @return false if there is no answer to a turn yet, and none is being made */
    private boolean hear(Conversation known, Message user, HttpServletResponse response) throws IOException {
        Optional<Message> answer = known.messages().stream()
                .filter(m -> user.id().equals(m.parentId()))
                .reduce((earlier, later) -> later);
        Optional<RunningAnswer> running = answers.running(known.id());
        if (answer.isPresent() && answer.get().finishReason() != null) {
            streams.write(response, user, answer.get());
        } else if (running.isPresent()) {
            streams.write(response, Optional.of(user), running.get());
        } else {
            return false;
        }
        return true;
    }

    @Operation(
            operationId = "answerAgain",
            summary = "Makes another answer beside one",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "server-sent events; the schema's fields are their names and data",
                            content =
                                    @Content(
                                            mediaType = "text/event-stream",
                                            schema = @Schema(implementation = AnswerEvents.class))))
    @PostMapping("/messages/{message}/regenerate")
    void again(
            @PathVariable UUID conversation,
            @PathVariable UUID message,
            @RequestBody(required = false) @Nullable Again again,
            HttpServletResponse response)
            throws IOException {
        Conversation known = store.get(conversation);
        Message answer = find(known.messages(), message);
        if (answer.parentId() == null || !answer.role().equals("assistant")) {
            throw new IllegalArgumentException(
                    "message " + message + " is no answer; only an answer can be made again");
        }
        Message user = find(known.messages(), answer.parentId());
        Chosen chosen = chosen(again, answer);
        AnswerRun.Asking asking = run.asking(known, again == null ? null : again.model(), user.content(), chosen);
        RunningAnswer running = run.answer(known, user, asking, again == null ? null : again.temperature());
        streams.write(response, Optional.empty(), running);
    }

    private Chosen chosen(@Nullable Again again, Message answer) {
        if (again == null) {
            return run.again(answer);
        }
        Chosen chosen = again.sources() == null && again.collections() == null
                ? run.again(answer)
                : Chosen.of(again.sources(), again.collections(), answer.material());
        return chosen.narrowed(again.material());
    }

    @Operation(
            operationId = "listenToAnswer",
            summary = "The answer being made, from its start: what has been said so far comes at once",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "server-sent events; the schema's fields are their names and data",
                        content =
                                @Content(
                                        mediaType = "text/event-stream",
                                        schema = @Schema(implementation = AnswerEvents.class))),
                @ApiResponse(responseCode = "204", description = "no answer is being made", content = @Content)
            })
    @GetMapping("/answer")
    void listen(@PathVariable UUID conversation, HttpServletResponse response) throws IOException {
        RunningAnswer running =
                store.has(conversation) ? answers.running(conversation).orElse(null) : null;
        if (running == null) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            streams.write(response, Optional.empty(), running);
        }
    }

    @Operation(operationId = "stopAnswer", summary = "Stops the answer being made, if there is one")
    @PostMapping("/stop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stop(@PathVariable UUID conversation) {
        if (store.has(conversation)) {
            answers.stop(conversation);
        }
    }

    private static void requireParent(Conversation conversation, @Nullable UUID parent) {
        if (parent != null && !find(conversation.messages(), parent).role().equals("assistant")) {
            throw new IllegalArgumentException(
                    "message " + parent + " is a person's turn; the next one follows an answer");
        }
    }

    private static Message find(List<Message> messages, UUID id) {
        return messages.stream()
                .filter(m -> m.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("message", id));
    }
}
