package org.liaoyuan.server.agent;

import java.io.IOException;
import org.liaoyuan.server.account.PersonalData;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Evaluations on somebody's account, to take along; their runs are among the runs. */
@Component
class EvaluationData implements PersonalData {

    private final EvaluationStore store;
    private final JsonMapper json;

    EvaluationData(EvaluationStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    @Override
    public void writeTo(Files files) throws IOException {
        files.add("agents/evaluations.json", Content.json(json, store.own()));
    }
}
