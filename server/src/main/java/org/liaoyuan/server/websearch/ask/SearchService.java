package org.liaoyuan.server.websearch.ask;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * A service as it is configured.
 *
 * @param address without a slash at its end
 * @param key empty for none; never shown
 */
public record SearchService(UUID id, Kind kind, String address, String key) {

    private static final int LONGEST = 500;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** @throws IllegalArgumentException if the address or the key can be none */
    public SearchService {
        address = address.isBlank() ? kind.address() : address.strip().replaceAll("/+$", "");
        key = key.strip();
        requireAddress(kind, address);
        requireKey(kind, key);
    }

    private static void requireAddress(Kind kind, String address) {
        String wanted = kind == Kind.SEARXNG ? "http://localhost:8888" : "https://api.example.com/v1";
        if (address.isEmpty() || address.length() > LONGEST) {
            throw new IllegalArgumentException("address has " + address.length() + " characters; " + kind
                    + " needs one of 1 to " + LONGEST + ", such as " + wanted);
        }
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("address is '" + address + "'; expected one such as " + wanted, e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("https") || scheme.equals("http");
        if (!web
                || uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("address is '" + address + "'; expected one such as " + wanted
                    + ", without a name, a question mark or a #");
        }
        boolean here = LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
        if (scheme.equals("http") && kind != Kind.SEARXNG && !here) {
            throw new IllegalArgumentException(
                    "address is '" + address + "', which would send the key unencrypted; expected https://…");
        }
    }

    private static void requireKey(Kind kind, String key) {
        if (kind.needsKey() && key.isEmpty()) {
            throw new IllegalArgumentException("key is empty; " + kind + " needs one");
        }
        if (key.length() > LONGEST || key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException("key has " + key.length() + " characters; expected at most " + LONGEST
                    + ", all of them letters, digits or signs that an HTTP header may hold; copy it again");
        }
    }

    /** Nobody reads the key in a log. */
    @Override
    public String toString() {
        return kind + " at " + address;
    }
}
