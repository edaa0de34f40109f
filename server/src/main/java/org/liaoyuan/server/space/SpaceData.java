package org.liaoyuan.server.space;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.liaoyuan.server.account.PersonalData;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's files to take along, as they were uploaded, and a list of them. */
@Component
class SpaceData implements PersonalData {

    private final DocumentStore store;
    private final Blobs blobs;
    private final SpeakerStore speakers;
    private final JsonMapper json;

    SpaceData(DocumentStore store, Blobs blobs, SpeakerStore speakers, JsonMapper json) {
        this.store = store;
        this.blobs = blobs;
        this.speakers = speakers;
        this.json = json;
    }

    @Override
    public void writeTo(Files files) throws IOException {
        List<SpaceDocument> all = store.list(store.space());
        files.add("space/documents.json", Content.json(json, all));
        files.add("space/speakers.json", Content.json(json, speakers.list()));
        for (SpaceDocument document : all) {
            if (blobs.has(document.sha256())) {
                files.add("space/" + name(document), out -> {
                    try {
                        java.nio.file.Files.copy(blobs.path(document.sha256()), out);
                    } catch (NoSuchFileException e) {
                        // deleted in between
                    }
                });
            }
        }
    }

    /** The id first: names may come again, as other versions do. */
    private static String name(SpaceDocument document) {
        return document.id().toString().substring(0, 8) + "-"
                + document.name().replace('/', '-').replace('\\', '-');
    }
}
