package org.liaoyuan.server.agent;

import java.io.IOException;
import org.liaoyuan.server.account.PersonalData;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's runs with their steps, to take along. */
@Component
class RunData implements PersonalData {

    private final RunStore store;
    private final JsonMapper json;

    RunData(RunStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    @Override
    public void writeTo(Files files) throws IOException {
        files.add(
                "agents/runs.json",
                Content.json(
                        json,
                        store.own().stream().map(run -> store.whole(run.id())).toList()));
    }
}
