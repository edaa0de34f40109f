package org.liaoyuan.server.agent.door;

import java.io.IOException;
import org.liaoyuan.server.account.PersonalData;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's schedules and webhooks, to take along: without what their addresses hold. */
@Component
class TriggerData implements PersonalData {

    private final Triggers triggers;
    private final JsonMapper json;

    TriggerData(Triggers triggers, JsonMapper json) {
        this.triggers = triggers;
        this.json = json;
    }

    @Override
    public void writeTo(Files files) throws IOException {
        files.add("agents/triggers.json", Content.json(json, triggers.own()));
    }
}
