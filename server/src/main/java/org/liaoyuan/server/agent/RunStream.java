package org.liaoyuan.server.agent;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.sse.EventStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** {@code step} events for each node done, {@code approval} and {@code outcome} where a person is asked, {@code run} when its state changes, the last at its end. */
@Component
class RunStream {

    /** After which the database is looked at for what other processes wrote. */
    private static final Duration OTHERS = Duration.ofSeconds(1);

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
        try (EventStream events = new EventStream(response, json, () -> gone.set(true))) {
            follow(run.id(), events, gone);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(UUID id, EventStream events, AtomicBoolean gone) throws InterruptedException {
        int last = 0;
        Set<String> asked = new HashSet<>();
        Run.@Nullable State told = null;
        while (!gone.get()) {
            long seen = changes.count();
            // before its steps: what is ended has all of them
            Run run = store.get(id);
            for (Run.Step step : store.steps(id, last)) {
                events.send("step", step);
                last = step.number();
            }
            for (Run.Approval approval : store.approvals(id)) {
                if (asked.add(approval.position())) {
                    events.send("approval", approval);
                }
            }
            for (Run.Outcome outcome : store.outcomes(id)) {
                // the same call may be asked about again
                if (asked.add(outcome.position() + outcome.askedAt())) {
                    events.send("outcome", outcome);
                }
            }
            if (run.state() != told) {
                events.send("run", run);
                told = run.state();
            }
            if (run.state().isEnd()) {
                return;
            }
            changes.await(seen, OTHERS);
        }
    }
}
