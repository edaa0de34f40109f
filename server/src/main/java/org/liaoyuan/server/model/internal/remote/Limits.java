package org.liaoyuan.server.model.internal.remote;

import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much may be asked of a provider; 0 is no limit.
 *
 * @param concurrent requests at once, which is also the most connections
 * @param perMinute requests begun in a minute
 * @param concurrentPerKey requests at once by one API key of ours
 * @param perMinutePerKey requests begun in a minute by one API key of ours
 */
public record Limits(
        @DefaultValue("256") int concurrent,
        @DefaultValue("0") int perMinute,
        @DefaultValue("0") int concurrentPerKey,
        @DefaultValue("0") int perMinutePerKey) {

    public static final Limits USUAL = new Limits(256, 0, 0, 0);
    private static final int MOST = 1_000_000;

    public Limits {
        Map.of(
                        "limits.concurrent", concurrent,
                        "limits.per-minute", perMinute,
                        "limits.concurrent-per-key", concurrentPerKey,
                        "limits.per-minute-per-key", perMinutePerKey)
                .forEach((key, value) -> {
                    if (value < 0 || value > MOST) {
                        throw new IllegalArgumentException(key + " is " + value + "; expected 0 (no limit) to " + MOST);
                    }
                });
    }
}
