package org.liaoyuan.server.model.internal.route;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.model.RemoteFailure;
import org.liaoyuan.server.model.internal.remote.Limits;

/** Keeps a provider's limits, in all and for each key of ours. Nobody waits here: who is too many is told when to come back. */
final class Gate {

    private static final int MOST_KEYS = 10_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final String provider;
    private final Limits limits;
    private final Pair all;
    private final AtomicInteger inside = new AtomicInteger();
    /** Of the keys used last. */
    private final Map<String, Pair> byKey = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pair> eldest) {
            return size() > MOST_KEYS;
        }
    };

    Gate(String provider, Limits limits) {
        this.provider = provider;
        this.limits = limits;
        this.all = Pair.of(provider, limits.concurrent(), limits.perMinute());
    }

    private record Pair(@Nullable Bulkhead places, @Nullable RateLimiter rate) {

        static Pair of(String name, int concurrent, int perMinute) {
            return new Pair(
                    concurrent == 0
                            ? null
                            : Bulkhead.of(
                                    name,
                                    BulkheadConfig.custom()
                                            .maxConcurrentCalls(concurrent)
                                            .maxWaitDuration(Duration.ZERO)
                                            .build()),
                    perMinute == 0
                            ? null
                            : RateLimiter.of(
                                    name,
                                    RateLimiterConfig.custom()
                                            .limitForPeriod(perMinute)
                                            .limitRefreshPeriod(MINUTE)
                                            .timeoutDuration(Duration.ZERO)
                                            .build()));
        }

        void leave() {
            if (places != null) {
                places.releasePermission();
            }
        }
    }

    /**
     * Lets one request in.
     *
     * @return to be run once, when it ends
     * @throws RemoteException if a limit is reached
     */
    Runnable enter(Caller caller) {
        boolean perKey = limits.concurrentPerKey() > 0 || limits.perMinutePerKey() > 0;
        Pair own = perKey ? pair(caller.key()) : new Pair(null, null);
        requireRoom(own, "for your key");
        try {
            requireRoom(all, "in all");
        } catch (RemoteException e) {
            own.leave();
            throw e;
        }
        inside.incrementAndGet();
        return () -> {
            inside.decrementAndGet();
            all.leave();
            own.leave();
        };
    }

    private synchronized Pair pair(String key) {
        return byKey.computeIfAbsent(key, k -> Pair.of(provider, limits.concurrentPerKey(), limits.perMinutePerKey()));
    }

    private void requireRoom(Pair pair, String whose) {
        if (pair.places() != null && !pair.places().tryAcquirePermission()) {
            int most = pair.places().getBulkheadConfig().getMaxConcurrentCalls();
            throw held(most + " requests at once " + whose, SOON);
        }
        if (pair.rate() != null && !pair.rate().acquirePermission()) {
            pair.leave();
            int most = pair.rate().getRateLimiterConfig().getLimitForPeriod();
            throw held(most + " requests a minute " + whose, Duration.ofSeconds(15));
        }
    }

    private RemoteException held(String limit, Duration retryAfter) {
        return new RemoteException(new RemoteFailure.Held(
                "the limit of provider " + provider + ", " + limit + ", is reached; try again in "
                        + retryAfter.toSeconds() + " s",
                retryAfter));
    }

    int inside() {
        return inside.get();
    }
}
