package org.liaoyuan.server.hearing;

import java.io.IOException;
import java.util.Map;
import org.liaoyuan.server.account.PersonalData;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's hearing results to take along. */
@Component
class HearingData implements PersonalData {

    private final HearingStore store;
    private final JsonMapper json;

    HearingData(HearingStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    @Override
    public void writeTo(Files files) throws IOException {
        files.add("hearing.json", Content.json(json, Map.of("results", store.list())));
    }
}
