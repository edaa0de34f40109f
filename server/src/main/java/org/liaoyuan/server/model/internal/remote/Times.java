package org.liaoyuan.server.model.internal.remote;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a provider is waited for.
 *
 * @param connect for a connection
 * @param first for the first token, or for a whole answer that is not streamed
 * @param quiet between two reads of a stream
 * @param rest how long an open circuit breaker keeps a target out
 */
public record Times(
        @DefaultValue("5s") Duration connect,
        @DefaultValue("2m") Duration first,
        @DefaultValue("30s") Duration quiet,
        @DefaultValue("15s") Duration rest) {

    private static final Duration MOST = Duration.ofHours(1);
    public static final Times USUAL =
            new Times(Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofSeconds(30), Duration.ofSeconds(15));

    public Times {
        require("times.connect", connect);
        require("times.first", first);
        require("times.quiet", quiet);
        require("times.rest", rest);
    }

    private static void require(String key, @Nullable Duration value) {
        if (value == null || value.isNegative() || value.isZero() || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    key + " is " + value + "; expected more than nothing and at most " + MOST);
        }
    }
}
