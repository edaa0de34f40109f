package org.liaoyuan.server.model.internal.remote;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends requests that took too long. One thread looks at all of them: a time limit on each read would cost a timer a read. A
 * limit is kept to within {@link #STEP}.
 */
public final class Deadlines implements AutoCloseable {

    static final Duration STEP = Duration.ofMillis(50);

    private final Set<Limited> watched = ConcurrentHashMap.newKeySet();
    private final Thread thread = Thread.ofVirtual().name("provider-deadlines").start(this::look);

    /** Something that must not take longer than it says. */
    interface Limited {

        /** By {@link System#nanoTime()}. */
        long deadline();

        /** Called once the deadline has passed; from then on it is not looked at. */
        void expire();
    }

    void watch(Limited limited) {
        watched.add(limited);
    }

    void forget(Limited limited) {
        watched.remove(limited);
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(STEP);
                long now = System.nanoTime();
                for (Limited each : watched) {
                    if (each.deadline() - now < 0) {
                        watched.remove(each);
                        each.expire();
                    }
                }
            }
        } catch (InterruptedException closed) {
            // nothing is watched any more
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        watched.forEach(Limited::expire);
    }
}
