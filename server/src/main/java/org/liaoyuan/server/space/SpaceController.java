package org.liaoyuan.server.space;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The personal space of who asks. */
@RestController
@Tag(name = "space", description = "A person's own files: kept, read, and found again by what they say.")
@RequestMapping("/api/space")
class SpaceController {

    private static final int MOST_FOUND = 50;
    private static final int LONGEST_QUESTION = 1_000;

    private final Documents documents;
    private final DocumentStore store;
    private final Blobs blobs;
    private final SpaceSearch search;
    private final SpaceSettings settings;
    private final PicturePart pictures;
    private final SoundReader sound;
    private final RerankChoice rerank;

    SpaceController(
            Documents documents,
            DocumentStore store,
            Blobs blobs,
            SpaceSearch search,
            SpaceSettings settings,
            PicturePart pictures,
            SoundReader sound,
            RerankChoice rerank) {
        this.documents = documents;
        this.store = store;
        this.blobs = blobs;
        this.search = search;
        this.settings = settings;
        this.pictures = pictures;
        this.sound = sound;
        this.rerank = rerank;
    }

    /**
     * A personal space.
     *
     * @param id by which API keys are limited to it
     * @param documents files that it holds, older versions included
     * @param bytes of these
     * @param mostBytes that it takes
     * @param mostFileBytes that a file may have
     * @param reranks whether a model puts what is found in order, as who asks wants; null where the installation has none for it
     * @param readsPictures whether photos and scans are read; if not, the model {@code pictureModel} is to be pulled
     * @param readsSound whether sound and films are written down; if not, the model {@code soundModel} is to be pulled
     * @param tellsSpeakers whether speakers of recordings are told apart; if not, the model {@code speakerModel} is to be pulled
     */
    record PersonalSpace(
            UUID id,
            int documents,
            long bytes,
            long mostBytes,
            long mostFileBytes,
            @Nullable Boolean reranks,
            boolean readsPictures,
            String pictureModel,
            boolean readsSound,
            String soundModel,
            boolean tellsSpeakers,
            String speakerModel) {}

    /**
     * What came of an upload.
     *
     * @param known whether the same bytes were here before; then nothing was stored, and this is that document
     */
    record Upload(SpaceDocument document, boolean known) {

        static Upload of(DocumentStore.Added added) {
            return new Upload(added.document(), added.known());
        }
    }

    @Operation(operationId = "getSpace", summary = "How much is in the personal space, and how much it takes")
    @GetMapping
    PersonalSpace space() {
        UUID space = documents.space();
        DocumentStore.Use use = store.use(space);
        return new PersonalSpace(
                space,
                use.documents(),
                use.bytes(),
                settings.mostSpace().toBytes(),
                settings.mostFile().toBytes(),
                rerank.model().isPresent() ? rerank.isWanted() : null,
                pictures.isHere(),
                PicturePart.MODEL,
                sound.isHere(),
                sound.model(),
                sound.tellsSpeakers(),
                SoundReader.SPEAKER_MODEL);
    }

    /** @param wanted whether a model may put what is found in order, where the installation has one for it */
    record RerankWish(boolean wanted) {}

    @Operation(
            operationId = "setRerank",
            summary = "Has a model put what is found in order, or leaves it as words and meaning order it")
    @PutMapping("/rerank")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rerank(@RequestBody RerankWish wish) {
        rerank.want(documents.space(), wish.wanted());
    }

    @Operation(
            operationId = "searchSpace",
            summary = "The passages that fit best, by words and by meaning; there are always some where there is text")
    @GetMapping("/search")
    List<FoundPassage> search(
            @RequestParam(name = "q") String question,
            @RequestParam(defaultValue = "10") int limit,
            @Parameter(description = "Collections to search in place of one's own space; may be named several times")
                    @RequestParam(name = "collection", defaultValue = "")
                    Set<UUID> collections,
            @RequestParam(required = false) @Nullable List<String> tag,
            @RequestParam(required = false) @Nullable List<FileKind> kind,
            @RequestParam(required = false) @Nullable String folder,
            @RequestParam(required = false) @Nullable Instant after,
            @RequestParam(required = false) @Nullable Instant before) {
        if (question.isBlank() || question.length() > LONGEST_QUESTION) {
            throw new IllegalArgumentException("q has " + question.length() + " characters; expected 1 to "
                    + LONGEST_QUESTION + ", not all blank");
        }
        if (limit < 1 || limit > MOST_FOUND) {
            throw new IllegalArgumentException("limit is " + limit + "; expected 1 to " + MOST_FOUND);
        }
        SpaceFilter filter = SpaceFilter.checked(new SpaceFilter(tag, kind, folder, after, before, null));
        Identity who = Identity.current();
        if (collections.isEmpty()) {
            return search.find(who, question.strip(), filter, limit);
        }
        collections.forEach(each -> documents.collection(each, Right.READ));
        return search.inCollections(who, collections, question.strip(), filter, limit);
    }

    @Operation(operationId = "listDocuments", summary = "Every file, older versions included, and how far it is read")
    @GetMapping("/documents")
    List<SpaceDocument> list() {
        return documents.list();
    }

    @Operation(
            operationId = "addDocument",
            summary = "Uploads a file. Another of the same name in the same folder becomes its next version")
    @FileBody
    @PostMapping("/documents")
    Upload add(@RequestParam String name, @RequestParam(defaultValue = "") String folder, HttpServletRequest request)
            throws IOException {
        DocumentStore.Added added = documents.add(documents.space(), folder, name, request.getInputStream());
        return Upload.of(added);
    }

    @Operation(operationId = "getDocument", summary = "A file, and how far it is read")
    @GetMapping("/documents/{id}")
    SpaceDocument get(@PathVariable UUID id) {
        return documents.get(id);
    }

    /** To be saved, never shown: what a stranger wrote must not run as this server's page. */
    @Operation(operationId = "downloadDocument", summary = "The file's bytes, as they were uploaded")
    @GetMapping(path = "/documents/{id}/file", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<Resource> file(@PathVariable UUID id) {
        SpaceDocument document = documents.get(id);
        if (!blobs.has(document.sha256())) {
            throw RefusedException.gone("The bytes of the document " + id
                    + " are no longer in the data folder; upload it again, or restore a backup");
        }
        String disposition = ContentDisposition.attachment()
                .filename(document.name(), StandardCharsets.UTF_8)
                .build()
                .toString();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", disposition)
                .body(new FileSystemResource(blobs.path(document.sha256())));
    }

    @Operation(operationId = "retryDocument", summary = "Tries once more to read a file that could not be read")
    @PostMapping("/documents/{id}/retry")
    SpaceDocument retry(@PathVariable UUID id) {
        return documents.retry(id);
    }

    @Operation(
            operationId = "deleteDocument",
            summary = "Deletes a file with all that was made of it; the version before it is found again")
    @DeleteMapping("/documents/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        documents.delete(id);
    }
}
