package org.liaoyuan.server.model;

import java.time.Duration;
import java.util.Optional;
import org.liaoyuan.engine.EngineException;

/** A provider did not answer; {@link #failure()} says how, and what that means for the caller. */
public final class RemoteException extends EngineException {

    private static final long serialVersionUID = 1L;

    private final transient RemoteFailure failure;

    public RemoteException(RemoteFailure failure) {
        super(failure.message());
        this.failure = failure;
    }

    public RemoteFailure failure() {
        return failure;
    }

    /** When to try again, where somebody said so. */
    public Optional<Duration> retryAfter() {
        return switch (failure) {
            case RemoteFailure.RateLimited limited -> limited.retryAfter();
            case RemoteFailure.Held held -> Optional.of(held.retryAfter());
            case RemoteFailure.LeftAlone alone -> Optional.of(alone.retryAfter());
            default -> Optional.empty();
        };
    }
}
