package org.liaoyuan.server.assistant.meeting;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.space.SpaceText;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Notes of meetings, from who asks' recordings. */
@RestController
@Tag(name = "space", description = "A person's own files: kept, read, and found again by what they say.")
@RequestMapping("/api/space/documents/{id}/meeting-notes")
class MeetingController {

    private final SpaceText space;
    private final MeetingStore store;

    MeetingController(SpaceText space, MeetingStore store) {
        this.space = space;
        this.store = store;
    }

    @Operation(
            operationId = "getMeetingNotes",
            summary = "How far the notes of a recording are, and which note they are")
    @GetMapping
    MeetingNotes get(@PathVariable UUID id) {
        space.isRead(id);
        return store.get(id);
    }

    @Operation(
            operationId = "makeMeetingNotes",
            summary = "Writes a note of a recording: a summary, decisions, action items and open questions, with times")
    @PostMapping
    MeetingNotes make(@PathVariable UUID id) {
        if (!space.isRecording(id)) {
            throw RefusedException.conflict("The document " + id
                    + " is no recording whose words are written down; notes are made of those only");
        }
        store.ask(id);
        return store.get(id);
    }
}
