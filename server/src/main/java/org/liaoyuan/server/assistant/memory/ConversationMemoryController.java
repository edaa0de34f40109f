package org.liaoyuan.server.assistant.memory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What memory has to do with a conversation: what its answers were given, and what of its turns may be kept. */
@RestController
@Tag(name = "memories")
@RequestMapping("/api/conversations/{conversation}/memory")
class ConversationMemoryController {

    private final MemoryStore store;
    private final ProposalStore proposals;
    private final UseStore uses;

    ConversationMemoryController(MemoryStore store, ProposalStore proposals, UseStore uses) {
        this.store = store;
        this.proposals = proposals;
        this.uses = uses;
    }

    /**
     * A conversation's.
     *
     * @param on whether it is held with memory
     * @param answers those that were given memories
     * @param proposals facts of its turns that wait for a yes or a no
     */
    @Schema(name = "ConversationMemory")
    record View(boolean on, List<AnswerMemory> answers, List<Proposal> proposals) {}

    /**
     * What an answer was given.
     *
     * @param used in the order in which they stood in the prompt, numbered from 1
     */
    @Schema(name = "AnswerMemory")
    record AnswerMemory(UUID answer, List<UsedMemory> used) {}

    /**
     * A memory that was given, as it is now.
     *
     * @param id null with the text: it was forgotten since
     */
    @Schema(name = "UsedMemory")
    record UsedMemory(@Nullable UUID id, @Nullable String text) {}

    /**
     * A fact that may be kept.
     *
     * @param turn in which it was said; it is shown under the answers to it
     * @param replaces an older memory of the same thing; null for none
     */
    @Schema(name = "MemoryProposal")
    record Proposal(
            UUID id,
            UUID turn,
            String text,
            MemoryKind kind,
            @Nullable Memory replaces) {}

    /** Whether a conversation is held with memory. */
    @Schema(name = "MemorySwitch")
    record Switch(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Boolean on) {}

    @Operation(
            operationId = "getConversationMemory",
            summary = "Which memories a conversation's answers were given, and what is proposed to be kept")
    @GetMapping
    View get(@PathVariable UUID conversation) {
        requireOwn(conversation);
        List<AnswerMemory> answers = uses.ofConversation(conversation).entrySet().stream()
                .map(e -> new AnswerMemory(
                        e.getKey(),
                        e.getValue().stream()
                                .map(used -> new UsedMemory(used.id(), used.text()))
                                .toList()))
                .toList();
        List<Proposal> open = proposals.ofConversation(conversation).stream()
                .map(each -> new Proposal(
                        each.id(),
                        each.turn(),
                        each.fact().text(),
                        each.fact().kind(),
                        replaced(each.fact()).orElse(null)))
                .toList();
        return new View(uses.isOn(conversation), answers, open);
    }

    private Optional<Memory> replaced(Fact fact) {
        return store.ofSlot(fact.slot()).filter(old -> !old.text().equals(fact.text()));
    }

    @Operation(
            operationId = "switchConversationMemory",
            summary = "Holds a conversation with or without memory: without, nothing is used and nothing is proposed")
    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void set(@PathVariable UUID conversation, @RequestBody Switch wanted) {
        requireOwn(conversation);
        if (wanted.on() == null) {
            throw new IllegalArgumentException("on is missing; expected true or false");
        }
        uses.switchOn(conversation, wanted.on());
    }

    private void requireOwn(UUID conversation) {
        if (!uses.hasConversation(conversation)) {
            throw RefusedException.missing("conversation", conversation);
        }
    }
}
