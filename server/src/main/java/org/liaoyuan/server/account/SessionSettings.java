package org.liaoyuan.server.account;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long one stays signed in, {@code liaoyuan.session.…}.
 *
 * @param longest however busy it is, a session ends
 * @param idle without a request, a session ends; five minutes at least: what was seen last is noted once a minute
 */
@ConfigurationProperties("liaoyuan.session")
record SessionSettings(
        @DefaultValue("30d") Duration longest,
        @DefaultValue("7d") Duration idle) {

    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration MOST = Duration.ofDays(365);

    SessionSettings {
        require("longest", longest);
        require("idle", idle);
    }

    private static void require(String name, Duration value) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "liaoyuan.session." + name + " is " + value + "; expected 5m to 365d, such as 12h");
        }
    }
}
