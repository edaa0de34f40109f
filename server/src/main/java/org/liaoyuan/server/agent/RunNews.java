package org.liaoyuan.server.agent;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** Tells those who follow a run in this process that something of it was written down; what other processes write they look for themselves. */
@Component
public class RunNews {

    /** After which the database is looked at for what other processes wrote. */
    public static final Duration OTHERS = Duration.ofSeconds(1);

    private final ConcurrentHashMap<UUID, Set<Watch>> watches = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    /** What happens to a run. */
    public enum What {
        /** Something was done or asked. */
        STEP,
        /** It has another state now, maybe after a step. */
        STATE
    }

    /** How often something was told. */
    public long count() {
        return count.get();
    }

    public void tell(UUID run, What what) {
        count.incrementAndGet();
        watches.getOrDefault(run, Set.of()).stream()
                .filter(watch -> what.compareTo(watch.least) >= 0)
                .forEach(Watch::tell);
    }

    /** What comes from now on is news to it. */
    public Watch watch(UUID run, What least) {
        Watch watch = new Watch(run, least);
        watches.compute(run, (id, all) -> {
            Set<Watch> those = all == null ? ConcurrentHashMap.newKeySet() : all;
            those.add(watch);
            return those;
        });
        return watch;
    }

    /** One who follows a run: looks, waits, looks again. */
    public final class Watch implements AutoCloseable {

        private final UUID run;
        private final What least;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition told = lock.newCondition();

        /** Whether something came that was not waited for yet. Guarded by the lock. */
        private boolean news;

        private Watch(UUID run, What least) {
            this.run = run;
            this.least = least;
        }

        public void tell() {
            lock.lock();
            try {
                news = true;
                told.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** Until there is news since the last wait, or this long. */
        public void await(Duration most) throws InterruptedException {
            lock.lock();
            try {
                long left = most.toNanos();
                while (!news && left > 0) {
                    left = told.awaitNanos(left);
                }
                news = false;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            watches.computeIfPresent(run, (id, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }
}
