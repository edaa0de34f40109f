package org.liaoyuan.server.assistant;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The events of an evaluation in the contract: each field is the name of an event and the type of its data. A stream has a {@code
 * result} for each case, then {@code done}, or {@code error}.
 *
 * @param result a case that was asked
 * @param done when all were
 * @param error why the rest was not
 */
record EvaluationEvents(Case result, Done done, AnswerProblem error) {

    /**
     * A case.
     *
     * @param turn what was said
     * @param answer what the model said
     * @param failure why it does not count; null where it does
     */
    @Schema(name = "EvaluatedCase")
    record Case(
            String id,
            @Schema(allowableValues = {"zh", "en"}) String language,
            String turn,
            String answer,
            boolean passed,

            @Schema(
                    allowableValues = {
                        "EMPTY",
                        "FORMAT",
                        "WRONG",
                        "INCOMPLETE",
                        "FORBIDDEN",
                        "LENGTH",
                        "LANGUAGE",
                        "REFUSED",
                        "TIMEOUT",
                        "CONTEXT",
                        "TRUNCATED"
                    })
            @Nullable
            String failure) {}

    @Schema(name = "EvaluationDone")
    record Done(String model, int passed, int of) {}
}
