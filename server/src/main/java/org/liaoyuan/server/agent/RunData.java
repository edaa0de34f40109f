package org.liaoyuan.server.agent;

import java.io.IOException;
import java.util.List;
import org.liaoyuan.server.account.PersonalData;
import org.liaoyuan.server.tool.RunFile;
import org.liaoyuan.server.tool.RunFiles;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's runs with their steps, and the signals that they sent, to take along. */
@Component
class RunData implements PersonalData {

    private final RunStore store;
    private final JsonMapper json;
    private final RunFiles written;
    private final Signals signals;

    RunData(RunStore store, JsonMapper json, RunFiles written, Signals signals) {
        this.signals = signals;
        this.store = store;
        this.written = written;
        this.json = json;
    }

    @Override
    public void writeTo(Files files) throws IOException {
        files.add(
                "agents/runs.json",
                Content.json(
                        json,
                        store.own().stream().map(run -> store.whole(run.id())).toList()));
        files.add("agents/signals.json", Content.json(json, signals.own()));
        for (Run run : store.own()) {
            List<RunFile> all = written.list(run.id());
            for (int i = 0; i < all.size(); i++) {
                RunFile file = all.get(i);
                // names may differ in characters that the archive does not keep
                String name = "agents/files/" + run.id() + "/" + (i + 1) + "-" + file.name();
                files.add(
                        name,
                        out -> out.write(written.content(run.id(), file.name()).orElse(new byte[0])));
            }
        }
    }
}
