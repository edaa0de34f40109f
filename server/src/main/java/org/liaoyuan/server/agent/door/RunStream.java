package org.liaoyuan.server.agent.door;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.Run;
import org.liaoyuan.server.agent.RunNews;
import org.liaoyuan.server.agent.RunStore;
import org.liaoyuan.server.sse.EventStream;
import org.liaoyuan.server.store.Database;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** {@code step} events for each node done, {@code approval} and {@code outcome} where a person is asked and when that changes, {@code run} when its state does, the last at its end. */
@Component
class RunStream {

    /** After which the database is looked at for what other processes wrote; an embedded one has no others, and is looked at in case. */
    private static final Duration OTHERS = Duration.ofSeconds(Database.isEmbedded() ? 15 : 1);

    private final RunStore store;
    private final RunNews changes;
    private final JsonMapper json;

    RunStream(RunStore store, RunNews changes, JsonMapper json) {
        this.store = store;
        this.changes = changes;
        this.json = json;
    }

    void follow(Run run, HttpServletResponse response) throws IOException {
        AtomicBoolean gone = new AtomicBoolean();
        try (RunNews.Watch news = changes.watch(run.id(), RunNews.What.STEP);
                EventStream events = new EventStream(response, json, () -> gone(gone, news))) {
            follow(run.id(), events, news, gone);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void gone(AtomicBoolean gone, RunNews.Watch news) {
        gone.set(true);
        news.tell();
    }

    private void follow(UUID id, EventStream events, RunNews.Watch news, AtomicBoolean gone)
            throws InterruptedException {
        int last = 0;
        Map<String, Run.Approval> asked = new HashMap<>();
        Map<String, Run.Outcome> outcomes = new HashMap<>();
        @Nullable Run told = null;
        while (!gone.get()) {
            // before its steps: what is ended has all of them
            Run run = store.get(id);
            for (Run.Step step : store.steps(id, last)) {
                events.send("step", step);
                last = step.number();
            }
            for (Run.Approval approval : store.approvals(id)) {
                if (!approval.equals(asked.put(approval.position(), approval))) {
                    events.send("approval", approval);
                }
            }
            for (Run.Outcome outcome : store.outcomes(id)) {
                // the same call may be asked about again
                if (!outcome.equals(outcomes.put(outcome.position(), outcome))) {
                    events.send("outcome", outcome);
                }
            }
            if (!run.equals(told)) {
                events.send("run", run);
                told = run;
            }
            if (run.state().isEnd()) {
                return;
            }
            news.await(OTHERS);
        }
    }
}
