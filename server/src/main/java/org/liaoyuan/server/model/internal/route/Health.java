package org.liaoyuan.server.model.internal.route;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.model.RemoteFailure;

/** How a target has been doing of late. Thread-safe. */
final class Health {

    private static final int WINDOW = 20;
    private static final int LEAST_CALLS = 5;
    private static final float HALF = 50;
    private static final int TRIALS = 2;
    /** Weight of the newest latency. */
    private static final double NEWEST = 0.2;
    /** After a failure others come first for this long. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final String target;
    private final Duration rest;
    private final CircuitBreaker breaker;
    private final double[] latency = {Double.NaN, Double.NaN};
    private long restingUntil = System.nanoTime();

    Health(String target, Duration rest) {
        this.target = target;
        this.rest = rest;
        this.breaker = CircuitBreaker.of(
                target,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(WINDOW)
                        .minimumNumberOfCalls(LEAST_CALLS)
                        .failureRateThreshold(HALF)
                        .waitDurationInOpenState(rest)
                        .permittedNumberOfCallsInHalfOpenState(TRIALS)
                        .writableStackTraceEnabled(false)
                        .build());
    }

    /** @throws RemoteException if the breaker is open; otherwise exactly one of the next three methods must follow */
    void requireClosed() {
        if (!breaker.tryAcquirePermission()) {
            throw new RemoteException(new RemoteFailure.LeftAlone(
                    target + " failed too often and is left alone for " + rest.toSeconds() + " s", rest));
        }
    }

    /** An answer began. */
    void began(long nanos, boolean stream) {
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        synchronized (this) {
            int kind = stream ? 1 : 0;
            latency[kind] = Double.isNaN(latency[kind]) ? nanos : latency[kind] * (1 - NEWEST) + nanos * NEWEST;
            restingUntil = System.nanoTime();
        }
    }

    void failed(RemoteFailure failure, long nanos) {
        count(failure, nanos);
        if (failure instanceof RemoteFailure.RateLimited limited) {
            rest(limited.retryAfter().orElse(AFTER_FAILURE));
        } else if (failure.reaction().other() && !(failure instanceof RemoteFailure.ContextOverflow)) {
            rest(AFTER_FAILURE);
        }
    }

    private void count(RemoteFailure failure, long nanos) {
        if (failure.reaction().counts()) {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, new RemoteException(failure));
        } else {
            breaker.releasePermission();
        }
    }

    /** It was not asked after all. */
    void notAsked() {
        breaker.releasePermission();
    }

    /** An answer that had begun broke. */
    void broke(RemoteFailure failure) {
        breaker.onError(0, TimeUnit.NANOSECONDS, new RemoteException(failure));
    }

    private synchronized void rest(Duration howLong) {
        restingUntil = System.nanoTime() + howLong.toNanos();
    }

    /** Whether others should be asked first. */
    synchronized boolean isResting() {
        return restingUntil - System.nanoTime() > 0 || breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** Nanoseconds to the first token of a stream, or to the whole of what is not; empty before the first answer. */
    synchronized OptionalDouble latency(boolean stream) {
        double value = latency[stream ? 1 : 0];
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    String state() {
        return breaker.getState().name();
    }
}
