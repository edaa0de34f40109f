package org.liaoyuan.server.agent;

import java.util.UUID;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Role;
import org.springframework.stereotype.Component;

/** What people do with runs. */
@Component
class Runs {

    private final RunStore store;
    private final Journal journal;
    private final Waits waits;
    private final Engine engine;
    private final NodeWork work;

    Runs(RunStore store, Journal journal, Waits waits, Engine engine, NodeWork work) {
        this.store = store;
        this.journal = journal;
        this.waits = waits;
        this.engine = engine;
        this.work = work;
    }

    /** @throws RefusedException if it is not theirs to decide, or decided already */
    Run.Whole decide(UUID id, String position, boolean approved, String note) {
        Run run = store.get(id);
        Run.Approval approval = store.approvals(id).stream()
                .filter(a -> a.position().equals(position))
                .findFirst()
                .orElseThrow(
                        () -> RefusedException.absent("Run " + id + " asks nobody at position '" + position + "'"));
        Identity who = Identity.current();
        boolean mayDecide = switch (approval.by()) {
            case STARTER -> run.own();
            case ADMIN -> decidesAsAdmin(who);
        };
        if (!mayDecide) {
            throw RefusedException.forbidden(
                    approval.by() == Node.Decider.STARTER
                            ? "who started the run decides this"
                            : "an owner or administrator of the organisation decides this");
        }
        if (!waits.decide(id, position, approved, note, who.person())) {
            throw RefusedException.conflict("Run " + id + " does not wait for this decision any more");
        }
        journal.leg(id).ifPresent(engine::go);
        return store.whole(id);
    }

    /** Whether they decide what an {@link Node.Decider#ADMIN} is asked. */
    static boolean decidesAsAdmin(Identity who) {
        return who.role() == Role.OWNER || who.role() == Role.ADMIN;
    }

    /** @throws RefusedException if it has ended */
    Run.Whole cancel(UUID id) {
        Run run = store.get(id);
        if (!journal.cancel(id)) {
            throw RefusedException.conflict(
                    "Run " + id + " has ended: " + store.get(id).state());
        }
        work.stop(run.id());
        return store.whole(id);
    }
}
