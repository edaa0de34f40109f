package org.liaoyuan.server.model.observe;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.engine.ContextOverflowException;
import org.liaoyuan.engine.UnsupportedByModelException;
import org.liaoyuan.server.model.UnknownModelException;

/** The last error of each model that has not answered since; what the caller did wrong is not the model's. Thread-safe. */
final class ModelFailures {

    /** There are as many as models; the bound is for names that providers make up. */
    private static final int MOST = 1000;

    private final Map<String, Failure> last = new ConcurrentHashMap<>();

    /**
     * One error.
     *
     * @param message what happened and what to do
     * @param at when
     */
    record Failure(String message, Instant at) {}

    void failed(String model, Throwable error) {
        if (isTheModels(error) && (last.size() < MOST || last.containsKey(model))) {
            last.put(model, new Failure(String.valueOf(error.getMessage()), Instant.now()));
        }
    }

    void answered(String model) {
        last.remove(model);
    }

    Optional<Failure> of(String model) {
        return Optional.ofNullable(last.get(model));
    }

    private static boolean isTheModels(Throwable error) {
        return switch (error) {
            case UnknownModelException unknown -> false;
            case BusyException busy -> false;
            case ContextOverflowException overflow -> false;
            case UnsupportedByModelException unsupported -> false;
            case IllegalArgumentException wrongRequest -> false;
            case InterruptedException interrupted -> false;
            default -> true;
        };
    }
}
