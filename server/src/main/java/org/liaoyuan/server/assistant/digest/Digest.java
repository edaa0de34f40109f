package org.liaoyuan.server.assistant.digest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of a document; it may be wrong. Plain text, without links or markup.
 *
 * @param document id
 * @param reason why it could not be made; null unless it failed
 * @param summary two to four sentences in the document's language; empty unless it is ready
 * @param questions that the document answers; none unless it is ready
 * @param model who made it
 * @param whole whether the model was shown all of the text, not parts of a long one
 */
record Digest(
        UUID document,
        State state,
        @Nullable DigestFailure reason,
        String summary,
        List<String> questions,
        @Nullable String model,
        boolean whole,
        @Nullable Instant finishedAt) {

    /** How far it is. */
    @Schema(name = "DigestState")
    enum State {
        /** Nobody asked for one: digests are switched off, or it is a note, or older than digests are. */
        NONE,
        WAITING,
        MAKING,
        READY,
        FAILED,
        /** The person deleted it. */
        REMOVED
    }

    static Digest none(UUID document) {
        return new Digest(document, State.NONE, null, "", List.of(), null, true, null);
    }
}
