package org.liaoyuan.server.assistant;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.assistant.proof.Gathered;

/**
 * The events of an answer in the contract: each field is the name of an event and the type of its data. A stream has
 * {@code user} (where a turn was said), {@code evidence} (where sources were chosen), {@code start}, any number of {@code delta}, then {@code done} or {@code error}.
 *
 * @param user the stored turn
 * @param evidence what the answer will be shown
 * @param start the answer that begins
 * @param delta what comes next of its text
 * @param done the stored answer
 * @param error why it could not be made
 */
record AnswerEvents(Message user, Gathered evidence, Start start, Delta delta, Message done, AnswerProblem error) {

    /** @param model who answers; null where none was asked, as nothing was found that an answer could stand on */
    @Schema(name = "AnswerStart")
    record Start(UUID id, UUID parentId, @Nullable String model) {}

    @Schema(name = "AnswerDelta")
    record Delta(String text) {}
}
