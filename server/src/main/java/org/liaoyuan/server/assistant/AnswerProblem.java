package org.liaoyuan.server.assistant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.engine.ContextOverflowException;
import org.liaoyuan.server.ledger.BudgetExceededException;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.server.model.UnknownModelException;

/**
 * Why there is no answer, or no end of one.
 *
 * @param code what kind of reason, for programs
 * @param retryAfterSeconds with busy: when to try again
 */
record AnswerProblem(
        @Schema(allowableValues = {"busy", "too_long", "budget", "not_ready", "unknown_model", "failed"})
        String code,

        String message,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long retryAfterSeconds) {

    static AnswerProblem of(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case BusyException busy ->
                new AnswerProblem("busy", message, busy.retryAfter().toSeconds());
            case ContextOverflowException overflow -> new AnswerProblem("too_long", message, null);
            case BudgetExceededException usedUp -> new AnswerProblem("budget", message, null);
            case ModelNotReadyException notReady -> new AnswerProblem("not_ready", message, null);
            case UnknownModelException unknown -> new AnswerProblem("unknown_model", message, null);
            default -> new AnswerProblem("failed", message, null);
        };
    }
}
