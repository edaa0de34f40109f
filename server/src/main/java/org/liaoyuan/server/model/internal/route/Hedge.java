package org.liaoyuan.server.model.internal.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.server.model.RemoteException;

/**
 * Two tries at once: when the first target has not begun after a while, the others are asked too; who begins first answers, and
 * the other is let go as soon as it begins. It costs up to twice the money, so nobody gets it without asking.
 */
final class Hedge {

    private Hedge() {}

    private record Outcome<T>(@Nullable T answer, @Nullable RuntimeException failure) {}

    static <T extends AutoCloseable> T run(List<Target> targets, Duration after, Function<Target, T> start) {
        Race<T> race = new Race<>();
        race.enter(() -> Attempts.run(targets.subList(0, 1), start));
        try {
            Outcome<T> first = race.outcomes.poll(after.toNanos(), TimeUnit.NANOSECONDS);
            if (first != null && first.answer() != null) {
                return first.answer();
            }
            if (first != null
                    && first.failure() instanceof RemoteException e
                    && !e.failure().reaction().other()) {
                throw e;
            }
            race.enter(() -> Attempts.run(targets.subList(1, targets.size()), start));
            return race.winner(first == null ? 2 : 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            race.close();
            throw new EngineException("the request was interrupted", e);
        }
    }

    private static final class Race<T extends AutoCloseable> {

        private final BlockingQueue<Outcome<T>> outcomes = new LinkedBlockingQueue<>(2);
        private final List<Thread> runners = new ArrayList<>();
        private boolean isOver;

        void enter(java.util.function.Supplier<T> run) {
            runners.add(Thread.ofVirtual().name("hedge").start(() -> {
                try {
                    arrive(run.get());
                } catch (RuntimeException | Error e) {
                    outcomes.add(
                            new Outcome<>(null, e instanceof RuntimeException r ? r : new IllegalStateException(e)));
                }
            }));
        }

        private synchronized void arrive(T answer) {
            if (isOver) {
                letGo(answer);
            } else {
                outcomes.add(new Outcome<>(answer, null));
            }
        }

        T winner(int running) throws InterruptedException {
            RuntimeException last = new IllegalStateException("nobody ran");
            for (int i = 0; i < running; i++) {
                Outcome<T> outcome = outcomes.take(); // each run has its provider's time limits
                if (outcome.answer() != null) {
                    close();
                    return outcome.answer();
                }
                last = outcome.failure() == null ? last : outcome.failure();
            }
            throw last;
        }

        synchronized void close() {
            isOver = true;
            for (Outcome<T> late = outcomes.poll(); late != null; late = outcomes.poll()) {
                if (late.answer() != null) {
                    letGo(late.answer());
                }
            }
            runners.forEach(Thread::interrupt);
        }

        private static void letGo(AutoCloseable answer) {
            try {
                answer.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
