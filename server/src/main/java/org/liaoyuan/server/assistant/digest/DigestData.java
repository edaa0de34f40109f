package org.liaoyuan.server.assistant.digest;

import java.io.IOException;
import org.liaoyuan.server.account.PersonalData;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What a model said of somebody's documents, to take along. */
@Component
class DigestData implements PersonalData {

    private final DigestStore store;
    private final JsonMapper json;

    DigestData(DigestStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    @Override
    public void writeTo(Files files) throws IOException {
        files.add("space/digests.json", Content.json(json, store.list()));
    }
}
