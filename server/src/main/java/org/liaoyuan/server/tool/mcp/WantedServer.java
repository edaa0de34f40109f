package org.liaoyuan.server.tool.mcp;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.net.WebAddress;
import org.liaoyuan.server.tool.Headers;

/**
 * A server as somebody wants it, and as it may be.
 *
 * @param headers none for none; null for those that are kept
 */
record WantedServer(String name, URI address, @Nullable Map<String, String> headers) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

    private static final Set<String> OURS = Set.of("mcp-session-id", "mcp-protocol-version");

    WantedServer {
        headers = headers == null ? null : Map.copyOf(headers);
        if (headers != null) {
            Headers.check(headers, OURS);
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

    /** Without the headers. */
    @Override
    public String toString() {
        return "WantedServer[" + name + "]";
    }
}
