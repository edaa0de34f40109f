package org.liaoyuan.server.assistant.meeting;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far the notes of a recording are.
 *
 * @param document id of the recording
 * @param reason why they could not be made; null unless they failed
 * @param note id of the one that was written last; null for none, or where it was deleted
 * @param done parts of the recording that were read
 * @param parts that there are; 0 while it is not known
 * @param model who made them
 */
record MeetingNotes(
        UUID document,
        State state,
        @Nullable MeetingFailure reason,
        @Nullable UUID note,
        int done,
        int parts,
        @Nullable String model,
        @Nullable Instant finishedAt) {

    /** How far they are. */
    @Schema(name = "MeetingNotesState")
    enum State {
        /** Nobody asked for them. */
        NONE,
        WAITING,
        MAKING,
        READY,
        FAILED
    }

    static MeetingNotes none(UUID document) {
        return new MeetingNotes(document, State.NONE, null, null, 0, 0, null, null);
    }
}
