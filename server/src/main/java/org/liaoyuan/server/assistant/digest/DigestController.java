package org.liaoyuan.server.assistant.digest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.space.SpaceText;
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

/** Summaries of who asks' documents, and questions that these answer. */
@RestController
@Tag(name = "space", description = "A person's own files: kept, read, and found again by what they say.")
@RequestMapping("/api/space")
class DigestController {

    private final SpaceText space;
    private final DigestStore store;
    private final DigestWorker worker;
    private final DigestSettings settings;

    DigestController(SpaceText space, DigestStore store, DigestWorker worker, DigestSettings settings) {
        this.space = space;
        this.store = store;
        this.worker = worker;
        this.settings = settings;
    }

    /**
     * Whether digests are made.
     *
     * @param active whether the person wants one of each document that is read
     * @param possible whether this server makes any: the installation lets it, and its default model is here
     */
    @Schema(name = "DigestSetting")
    record Setting(boolean active, boolean possible) {}

    /** What is wanted; null changes nothing. */
    @Schema(name = "DigestSettingChange")
    record SettingChange(@Nullable Boolean active) {}

    @Operation(
            operationId = "listDigests",
            summary = "What a model says of each document; those that wait or failed included")
    @GetMapping("/digests")
    List<Digest> list() {
        space.requireOpen();
        return store.list();
    }

    @Operation(operationId = "getDigestSetting", summary = "Whether documents get summaries")
    @GetMapping("/digests/setting")
    Setting setting() {
        space.requireOpen();
        return new Setting(store.isActive(), settings.active() && worker.isPossible());
    }

    @Operation(operationId = "setDigests", summary = "Switches summaries of new documents on or off; those made stay")
    @PutMapping("/digests/setting")
    Setting set(@RequestBody SettingChange change) {
        space.requireOpen();
        Boolean active = change.active();
        if (active != null) {
            store.set(active);
        }
        return setting();
    }

    @Operation(operationId = "getDigest", summary = "What a model says of a document: a summary and three questions")
    @GetMapping("/documents/{id}/digest")
    Digest get(@PathVariable UUID id) {
        space.isRead(id);
        return store.get(id);
    }

    @Operation(operationId = "makeDigest", summary = "Makes it, or makes it again; it waits until nobody asks a model")
    @PostMapping("/documents/{id}/digest")
    Digest make(@PathVariable UUID id) {
        if (!space.isRead(id)) {
            throw RefusedException.conflict("The document " + id + " was not read; there is nothing to sum up");
        }
        store.ask(id);
        return store.get(id);
    }

    @Operation(operationId = "removeDigest", summary = "Deletes it; it is not made again by itself")
    @DeleteMapping("/documents/{id}/digest")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id) {
        space.isRead(id);
        store.remove(id);
    }
}
