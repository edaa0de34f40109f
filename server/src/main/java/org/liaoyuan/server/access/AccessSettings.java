package org.liaoyuan.server.access;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Under which names the server is reached, {@code liaoyuan.access.…}.
 *
 * @param hosts host names, beside those of loopback, that requests may name: {@code chat.example.com}
 * @param proxy whether every request from elsewhere comes through a proxy that ends TLS and sets {@code X-Forwarded-For}
 */
@ConfigurationProperties("liaoyuan.access")
public record AccessSettings(
        @DefaultValue List<String> hosts,
        @DefaultValue("false") boolean proxy) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    public AccessSettings {
        hosts = hosts.stream()
                .map(h -> h.strip().toLowerCase(Locale.ROOT))
                .filter(h -> !h.isEmpty())
                .toList();
    }

    /** Whether a name is this machine's own. */
    static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    /** Whether requests and pages of this host are ours. */
    public boolean isOurs(String host) {
        return isLoopback(host) || hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    /** Whether somebody elsewhere can reach the server, given the address that it listens on is loopback. */
    public boolean reachFurther() {
        return proxy || !hosts.isEmpty();
    }
}
