package org.liaoyuan.server.assistant;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.assistant.proof.Evidence;
import org.liaoyuan.server.assistant.proof.EvidenceSource;
import org.liaoyuan.server.assistant.proof.Proof;
import org.liaoyuan.server.space.SpaceFilter;

/**
 * One turn.
 *
 * @param parentId the turn before; null at the root
 * @param role {@code user} or {@code assistant}
 * @param model who answered
 * @param finishReason null while the answer is being made, and for people
 * @param joulesMeasured whether the joules were read from a meter, not modelled
 * @param yuan electricity with cooling, and what a provider charges
 * @param sources of a turn: what was chosen for it; of an answer: what it was made with. None: what the model knows
 * @param collections ids of those that were chosen, where the sources have COLLECTIONS
 * @param material to which part of one's own material and of the collections it was narrowed; null for all of it
 * @param leftOut of an answer: so many of the first turns before it the model was not told, as its context has no room for them
 * @param evidence what an answer was shown
 * @param proof what it stands on; null for people, for answers without sources, and while it is being made
 */
record Message(
        UUID id,
        UUID conversationId,
        @Nullable UUID parentId,
        @Schema(allowableValues = {"user", "assistant"}) String role,
        String content,
        @Nullable String model,

        @Schema(allowableValues = {"stop", "length", "cancelled", "error", "interrupted"}) @Nullable
        String finishReason,

        @Nullable Integer promptTokens,
        @Nullable Integer completionTokens,
        @Nullable Double tokensPerSecond,
        @Nullable Long durationMs,
        @Nullable Double joules,
        @Nullable Boolean joulesMeasured,
        @Nullable Double yuan,
        Set<EvidenceSource.Kind> sources,
        Set<UUID> collections,
        @Nullable SpaceFilter material,
        int leftOut,
        List<Evidence> evidence,
        @Nullable Proof proof,
        Instant createdAt) {

    Message withEvidence(List<Evidence> all) {
        return new Message(
                id,
                conversationId,
                parentId,
                role,
                content,
                model,
                finishReason,
                promptTokens,
                completionTokens,
                tokensPerSecond,
                durationMs,
                joules,
                joulesMeasured,
                yuan,
                sources,
                collections,
                material,
                leftOut,
                all,
                proof,
                createdAt);
    }
}
