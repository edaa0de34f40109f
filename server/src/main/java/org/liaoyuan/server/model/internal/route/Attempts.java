package org.liaoyuan.server.model.internal.route;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.engine.ContextOverflowException;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.engine.UnsupportedByModelException;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.model.RemoteFailure;
import org.liaoyuan.server.model.UnknownModelException;

/** Asks one target after the other until an answer begins, as the table of {@link RemoteFailure} says. */
final class Attempts {

    /** The first pause before the same target is asked again; it doubles, and is drawn from nothing to this. */
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** A longer rest than this is the caller's to wait for. */
    private static final Duration MOST_PAUSE = Duration.ofSeconds(5);

    private Attempts() {}

    /**
     * @param targets in order, at least one
     * @param start asks one, once
     * @throws RuntimeException of the last target asked
     */
    static <T> T run(List<Target> targets, Function<Target, T> start) {
        RuntimeException last = new IllegalStateException("no target");
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            if (isTooSmall(last, targets.get(Math.max(0, i - 1)), target)) {
                continue;
            }
            boolean isLast = i == targets.size() - 1;
            try {
                return again(target, isLast, start);
            } catch (RemoteException e) {
                last = e;
                if (!e.failure().reaction().other()) {
                    throw e;
                }
            } catch (BusyException
                    | ContextOverflowException
                    | UnsupportedByModelException
                    | UnknownModelException
                    | ModelNotReadyException e) {
                last = e;
            }
        }
        throw last;
    }

    private static <T> T again(Target target, boolean isLast, Function<Target, T> start) {
        int retries =
                target.place() == null ? 0 : target.place().provider().config().retries();
        for (int n = 0; ; n++) {
            try {
                return start.apply(target);
            } catch (RemoteException e) {
                boolean others = e.failure() instanceof RemoteFailure.RateLimited && !isLast;
                if (n >= retries || others || !e.failure().reaction().again() || !pause(e, n)) {
                    throw e;
                }
            }
        }
    }

    /** Too long for one is too long for any that is not known to hold more. */
    private static boolean isTooSmall(RuntimeException last, Target before, Target next) {
        boolean overflow = last instanceof ContextOverflowException
                || last instanceof RemoteException e && e.failure() instanceof RemoteFailure.ContextOverflow;
        int held = before.capabilities().context();
        int holds = next.capabilities().context();
        return overflow && holds > 0 && held > 0 && holds <= held;
    }

    /** Waits before the next try; false if that would take too long. */
    private static boolean pause(RemoteException e, int n) {
        long most = PAUSE.toMillis() << Math.min(n, 10);
        long jittered = ThreadLocalRandom.current().nextLong(most + 1);
        long asked = e.retryAfter().map(Duration::toMillis).orElse(0L);
        long millis = asked + jittered;
        if (millis > MOST_PAUSE.toMillis()) {
            return false;
        }
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException("the request was interrupted", interrupted);
        }
    }
}
