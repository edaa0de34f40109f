package org.liaoyuan.server.space;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Folders of this machine that spaces follow, for the installation's owner. */
@RestController
@Tag(name = "space", description = "A person's own files: kept, read, and found again by what they say.")
@RequestMapping("/api/space/watched")
class WatchController {

    private final WatchedFolders folders;
    private final FolderPlace places;

    WatchController(WatchedFolders folders, FolderPlace places) {
        this.folders = folders;
        this.places = places;
    }

    /**
     * What is followed.
     *
     * @param root below it folders may be named; null where the configuration allows none
     */
    @Schema(name = "WatchedFolders")
    record All(@Nullable String root, List<WatchedFolder> folders) {}

    /**
     * A folder that is to be followed.
     *
     * @param path on the server's machine
     * @param name in the space; null or empty for its own
     */
    @Schema(name = "NewWatchedFolder")
    record NewFolder(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String path,

            @Nullable String name) {}

    /** @param path below the folder */
    @Schema(name = "WatchedFileWish")
    record Wish(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String path) {}

    @Operation(operationId = "listWatchedFolders", summary = "The folders of this machine that spaces follow")
    @GetMapping
    All list() {
        return new All(places.root(), folders.list());
    }

    @Operation(operationId = "watchFolder", summary = "Follows a folder of this machine in one's own space")
    @PostMapping
    WatchedFolder add(@RequestBody NewFolder folder) {
        return folders.add(required(folder.path()), folder.name());
    }

    @Operation(
            operationId = "unwatchFolder",
            summary = "Follows a folder no more; what came from it stays in the space, or leaves it for good")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, @RequestParam(defaultValue = "true") boolean keep) {
        folders.remove(id, keep);
    }

    @Operation(operationId = "lookAtFolder", summary = "Has all of a folder looked at now")
    @PostMapping("/{id}/look")
    WatchedFolder look(@PathVariable UUID id) {
        return folders.look(id);
    }

    @Operation(
            operationId = "listWatchedFiles",
            summary = "What in a folder is left out and why, and what is gone from it; at most 500")
    @GetMapping("/{id}/files")
    List<WatchedFile> files(@PathVariable UUID id) {
        return folders.notable(id);
    }

    @Operation(operationId = "bringBackFile", summary = "Brings back what left the space, or keeps what is about to")
    @PostMapping("/{id}/files/back")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void bringBack(@PathVariable UUID id, @RequestBody Wish wish) {
        folders.bringBack(id, required(wish.path()));
    }

    private static String required(@Nullable String path) {
        if (path == null) {
            throw new IllegalArgumentException("'path' is missing; name a place on the server's machine");
        }
        return path;
    }
}
