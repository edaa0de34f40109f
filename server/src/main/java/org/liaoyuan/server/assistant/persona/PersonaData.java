package org.liaoyuan.server.assistant.persona;

import java.io.IOException;
import java.util.Map;
import org.liaoyuan.server.account.PersonalData;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's own personas, and which they want where, to take along. */
@Component
class PersonaData implements PersonalData {

    private final PersonaStore store;
    private final JsonMapper json;

    PersonaData(PersonaStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    @Override
    public void writeTo(Files files) throws IOException {
        files.add("personas.json", Content.json(json, Map.of("personas", store.own(), "chosen", store.choices())));
    }
}
