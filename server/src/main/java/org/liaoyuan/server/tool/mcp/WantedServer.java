package org.liaoyuan.server.tool.mcp;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.net.WebAddress;

/**
 * A server as somebody wants it, and as it may be.
 *
 * @param headers none for none; null for those that are kept
 */
record WantedServer(String name, URI address, @Nullable Map<String, String> headers) {

    private static final int MOST_HEADERS = 20;
    private static final int LONGEST_VALUE = 4_000;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

    /** RFC 9110, 5.6.2. */
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{1," + LONGEST_VALUE + "}");

    /** Of the messages themselves. */
    private static final Set<String> OURS = Set.of(
            "host",
            "connection",
            "content-length",
            "content-type",
            "transfer-encoding",
            "upgrade",
            "te",
            "trailer",
            "accept",
            "accept-encoding",
            "expect",
            "cookie",
            "mcp-session-id",
            "mcp-protocol-version");

    WantedServer {
        headers = headers == null ? null : Map.copyOf(headers);
        if (headers != null) {
            check(headers);
        }
    }

    static WantedServer of(String name, String url, @Nullable Map<String, String> headers) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name is no name; expected 1 to 100 letters, digits, spaces, '.', '_' and '-', beginning with a letter or digit");
        }
        URI address = WebAddress.of(url)
                .orElseThrow(() -> new IllegalArgumentException(
                        "url is no address of an MCP server; expected https://host/path, without user and password"));
        return new WantedServer(name, address, headers);
    }

    /** Without the values: they are secrets. */
    private static void check(Map<String, String> headers) {
        if (headers.size() > MOST_HEADERS) {
            throw new IllegalArgumentException(
                    "headers has " + headers.size() + " entries; expected at most " + MOST_HEADERS);
        }
        headers.forEach((name, value) -> {
            if (!HEADER.matcher(name).matches() || OURS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("headers has '" + Session.said(name)
                        + "', which is no name of a header or one that the protocol sets by itself");
            }
            if (!VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("headers." + name
                        + " is empty, too long or has characters that headers don't take; expected 1 to "
                        + LONGEST_VALUE + " of ASCII, on one line");
            }
        });
    }

    /** Without the headers. */
    @Override
    public String toString() {
        return "WantedServer[" + name + "]";
    }
}
