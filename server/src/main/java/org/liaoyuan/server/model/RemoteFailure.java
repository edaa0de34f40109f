package org.liaoyuan.server.model;

import java.time.Duration;
import java.util.Optional;

/** What goes wrong with a provider, and what is done about it: each kind has one row of the table. */
public sealed interface RemoteFailure {

    /** For people: what happened, and what to do. */
    String message();

    /** The table's row. */
    Reaction reaction();

    /**
     * What is done.
     *
     * @param again whether the same target is asked again, a little later
     * @param other whether another target of the alias is asked
     * @param counts whether the target's circuit breaker counts it
     * @param status what an HTTP client is told in the end
     * @param code OpenAI's code for it
     */
    record Reaction(boolean again, boolean other, boolean counts, int status, String code) {}

    /** 429: the target rests as long as it says, and other targets take over; only if there are none is it waited for. */
    record RateLimited(String message, Optional<Duration> retryAfter) implements RemoteFailure {
        @Override
        public Reaction reaction() {
            return new Reaction(true, true, false, 429, "rate_limit_exceeded");
        }
    }

    /** 5xx, or no connection, or one that closed before the answer began. */
    record Unavailable(String message) implements RemoteFailure {
        @Override
        public Reaction reaction() {
            return new Reaction(true, true, true, 502, "provider_unavailable");
        }
    }

    /** It did not begin, or went quiet, for longer than allowed. The time is spent: the same target is not asked again. */
    record TimedOut(String message) implements RemoteFailure {
        @Override
        public Reaction reaction() {
            return new Reaction(false, true, true, 504, "provider_timeout");
        }
    }

    /** The conversation is too long for this model; only one with a larger context is worth trying. */
    record ContextOverflow(String message) implements RemoteFailure {
        @Override
        public Reaction reaction() {
            return new Reaction(false, true, false, 400, "context_length_exceeded");
        }
    }

    /** 400, 413, 422: the request itself is wrong, everywhere. */
    record Refused(String message, int status) implements RemoteFailure {
        @Override
        public Reaction reaction() {
            return new Reaction(false, false, false, status, "provider_refused");
        }
    }

    /** 401 to 404: the key, the account or the model's name is wrong, here. */
    record Denied(String message) implements RemoteFailure {
        @Override
        public Reaction reaction() {
            return new Reaction(false, true, true, 502, "provider_denied");
        }
    }

    /** What came is not what the protocol allows. */
    record Garbage(String message) implements RemoteFailure {
        @Override
        public Reaction reaction() {
            return new Reaction(true, true, true, 502, "provider_garbage");
        }
    }

    /** It broke after words had been handed out: reported, never started again. */
    record Broken(String message) implements RemoteFailure {
        @Override
        public Reaction reaction() {
            return new Reaction(false, false, true, 502, "stream_broken");
        }
    }

    /** A limit of ours is reached: nothing was sent. */
    record Held(String message, Duration retryAfter) implements RemoteFailure {
        @Override
        public Reaction reaction() {
            return new Reaction(false, true, false, 429, "rate_limit_exceeded");
        }
    }

    /** The circuit breaker is open: nothing was sent. */
    record LeftAlone(String message, Duration retryAfter) implements RemoteFailure {
        @Override
        public Reaction reaction() {
            return new Reaction(false, true, false, 503, "provider_unavailable");
        }
    }
}
