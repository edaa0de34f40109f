package org.liaoyuan.server.agent;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.audit.Audit;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What people say of calls of which nobody knows what became of them. */
@Component
class Outcomes {

    private final RunStore store;
    private final Calls calls;
    private final Journal journal;
    private final Engine engine;
    private final NodeWork work;
    private final Audit audit;

    Outcomes(RunStore store, Calls calls, Journal journal, Engine engine, NodeWork work, Audit audit) {
        this.store = store;
        this.calls = calls;
        this.journal = journal;
        this.engine = engine;
        this.work = work;
        this.audit = audit;
    }

    /** What is to be done. */
    enum Answer {
        /** It was done: the run goes on behind it. */
        DONE,
        /** It was not, or may be done twice: it is done again. */
        AGAIN,
        /** The run ends there. */
        END
    }

    /**
     * Says it, as whoever started the run or an owner or administrator.
     *
     * @param output what it gave, where it was done; null for nothing
     * @throws RefusedException if it is not theirs to say, or said already
     */
    Run.Whole answer(UUID id, String position, Answer answer, @Nullable JsonNode output) {
        Run run = store.get(id);
        List<Run.Outcome> asked = store.outcomes(id);
        if (asked.stream().noneMatch(outcome -> outcome.position().equals(position))) {
            throw RefusedException.absent("Run " + id + " asks of no call at position '" + position + "'");
        }
        Identity who = Identity.current();
        if (!run.own() && !Runs.decidesAsAdmin(who)) {
            throw RefusedException.forbidden("who started the run, or an owner or administrator, says this");
        }
        boolean said = switch (answer) {
            case DONE -> calls.done(id, position, output == null ? Calls.nothing() : output, who.person());
            case AGAIN -> calls.again(id, position, who.person());
            case END -> calls.end(id, position, who.person());
        };
        if (!said) {
            throw RefusedException.conflict("Run " + id + " does not ask of this call any more");
        }
        audit.write(who, "run.outcome", id + " " + position, answer.name());
        if (answer == Answer.END) {
            work.stop(id);
        } else {
            journal.leg(id).ifPresent(engine::go);
        }
        return store.whole(id);
    }
}
