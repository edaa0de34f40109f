package org.liaoyuan.server.assistant.meeting;

import java.io.IOException;
import org.liaoyuan.server.account.PersonalData;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Of which recordings somebody had notes made, to take along; what was written is among their notes. */
@Component
class MeetingData implements PersonalData {

    private final MeetingStore store;
    private final JsonMapper json;

    MeetingData(MeetingStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    @Override
    public void writeTo(Files files) throws IOException {
        files.add("space/meeting-notes.json", Content.json(json, store.list()));
    }
}
