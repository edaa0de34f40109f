package org.liaoyuan.server.assistant;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One turn.
 *
 * @param parentId the turn before; null at the root
 * @param role {@code user} or {@code assistant}
 * @param model who answered
 * @param finishReason null while the answer is being made, and for people
 * @param joulesMeasured whether the joules were read from a meter, not modelled
 * @param yuan electricity with cooling, and what a provider charges
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
        Instant createdAt) {}
