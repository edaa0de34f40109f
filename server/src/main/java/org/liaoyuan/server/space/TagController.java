package org.liaoyuan.server.space;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tags that a person gives their documents. */
@RestController
@io.swagger.v3.oas.annotations.tags.Tag(
        name = "space",
        description = "A person's own files: kept, read, and found again by what they say.")
@RequestMapping("/api/space/tags")
class TagController {

    private static final int MOST_AT_ONCE = 500;

    private final Documents documents;
    private final TagStore tags;

    TagController(Documents documents, TagStore tags) {
        this.documents = documents;
        this.tags = tags;
    }

    /**
     * Which tags which documents get and lose.
     *
     * @param documents ids, at most 500; all versions of each
     * @param add at most 40 characters each, without commas
     * @param remove those that a document does not have are passed over
     */
    @Schema(name = "TagChange")
    record Change(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            List<UUID> documents,

            @Nullable List<String> add,
            @Nullable List<String> remove) {}

    /**
     * Another name for a tag.
     *
     * @param to one that is there already takes its documents in
     */
    @Schema(name = "TagRenaming")
    record Renaming(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String to) {}

    @Operation(operationId = "listTags", summary = "The tags of the personal space, and how many documents have each")
    @GetMapping
    List<TagStore.Tag> list() {
        return tags.list(documents.space());
    }

    @Operation(operationId = "changeTags", summary = "Gives tags to documents and takes others from them")
    @PatchMapping
    List<TagStore.Tag> change(@RequestBody Change change) {
        UUID space = documents.space();
        List<UUID> chosen = change.documents() == null ? List.of() : change.documents();
        if (chosen.isEmpty() || chosen.size() > MOST_AT_ONCE || chosen.stream().anyMatch(id -> id == null)) {
            throw new IllegalArgumentException("documents has " + chosen.size() + " entries; expected 1 to "
                    + MOST_AT_ONCE + " ids, none of them null");
        }
        tags.change(space, chosen, names("add", change.add()), names("remove", change.remove()));
        return tags.list(space);
    }

    private static List<TagName> names(String field, @Nullable List<String> wanted) {
        List<String> all = wanted == null ? List.of() : wanted;
        if (all.size() > TagStore.MOST_OF_DOCUMENT) {
            throw new IllegalArgumentException(
                    field + " has " + all.size() + " tags; expected at most " + TagStore.MOST_OF_DOCUMENT);
        }
        return all.stream().map(TagName::of).toList();
    }

    @Operation(operationId = "renameTag", summary = "Calls a tag something else, on all documents that have it")
    @PutMapping
    List<TagStore.Tag> rename(@RequestBody Renaming renaming) {
        UUID space = documents.space();
        tags.rename(space, TagName.of(renaming.name()), TagName.of(renaming.to()));
        return tags.list(space);
    }

    @Operation(operationId = "removeTag", summary = "Takes a tag from all documents; one that is not there is no error")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@RequestParam String name) {
        tags.remove(documents.space(), TagName.of(name));
    }
}
