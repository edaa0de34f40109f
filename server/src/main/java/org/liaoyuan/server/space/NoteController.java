package org.liaoyuan.server.space;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Notes in the personal space of who asks. */
@RestController
@Tag(name = "space", description = "A person's own files: kept, read, and found again by what they say.")
@RequestMapping("/api/space/notes")
class NoteController {

    private static final int BEGINNING = 160;

    private final Notes notes;

    NoteController(Notes notes) {
        this.notes = notes;
    }

    /**
     * A note in a list.
     *
     * @param title empty for none
     * @param beginning of its text
     */
    record NoteLine(UUID id, String title, String beginning, Instant updatedAt) {

        static NoteLine of(Note note) {
            String text = note.text().strip();
            int end = Math.min(text.length(), BEGINNING);
            return new NoteLine(note.id(), note.title(), text.substring(0, end), note.updatedAt());
        }
    }

    /**
     * A note that begins.
     *
     * @param text Markdown
     * @param unfinished whether it is still being written; then a version is made of it when the writing has rested
     */
    record NewNote(
            @Nullable String title,
            @Nullable String text,
            @Nullable Boolean unfinished) {}

    /**
     * A note as it is to be.
     *
     * @param text Markdown
     * @param revision that was changed
     * @param finished whether a version is made of it at once, not when the writing has rested
     */
    record NoteChange(
            @Nullable String title,
            @Nullable String text,
            int revision,
            @Nullable Boolean finished) {}

    @Operation(operationId = "listNotes", summary = "Every note, the one that was changed last first")
    @GetMapping
    List<NoteLine> list() {
        return notes.list().stream().map(NoteLine::of).toList();
    }

    @Operation(operationId = "addNote", summary = "Keeps a note; it is read and found as files are")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Note add(@RequestBody NewNote wanted) {
        return notes.add(orEmpty(wanted.title()), orEmpty(wanted.text()), !Boolean.TRUE.equals(wanted.unfinished()));
    }

    @Operation(operationId = "getNote", summary = "A note")
    @GetMapping("/{id}")
    Note get(@PathVariable UUID id) {
        return notes.get(id);
    }

    @Operation(
            operationId = "changeNote",
            summary = "Changes a note, if nobody else has since; versions of it are kept at least ten minutes apart")
    @PutMapping("/{id}")
    Note change(@PathVariable UUID id, @RequestBody NoteChange change) {
        return notes.change(
                id,
                orEmpty(change.title()),
                orEmpty(change.text()),
                change.revision(),
                Boolean.TRUE.equals(change.finished()));
    }

    @Operation(operationId = "listNoteVersions", summary = "The documents that were made of a note, the newest first")
    @GetMapping("/{id}/versions")
    List<SpaceDocument> versions(@PathVariable UUID id) {
        return notes.versions(id);
    }

    @Operation(operationId = "deleteNote", summary = "Deletes a note with all its versions")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        notes.delete(id);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
