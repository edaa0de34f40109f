package org.liaoyuan.server.tool.openapi;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.net.WebAddress;
import org.liaoyuan.server.tool.Headers;

/**
 * An API as somebody wants it, and as it may be.
 *
 * @param documentUrl where the document came from; empty where it was given as text
 * @param document null for the one that is kept
 * @param headers none for none; null for those that are kept
 */
record WantedApi(
        String name,
        URI address,
        String documentUrl,
        @Nullable ApiDocument document,
        @Nullable Map<String, String> headers) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

    WantedApi {
        headers = headers == null ? null : Map.copyOf(headers);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name is no name; expected 1 to 100 letters, digits, spaces, '.', '_' and '-', beginning with a letter or digit");
        }
        if (headers != null) {
            Headers.check(headers, Set.of("idempotency-key"));
        }
    }

    /**
     * Where it is called: what was said, or what the document says of its first server.
     *
     * @param said empty for what the document says
     * @throws IllegalArgumentException if it is no address of an API
     */
    static URI address(String said, ApiDocument document, String documentUrl) {
        String url = said.isEmpty() ? document.server() : said;
        if (said.isEmpty() && !url.contains("://")) {
            url = WebAddress.of(documentUrl)
                    .flatMap(from -> WebAddress.of(from, document.server().isEmpty() ? "/" : document.server()))
                    .map(URI::toString)
                    .orElse("");
        }
        return address(url);
    }

    /** @throws IllegalArgumentException if it is no address of an API */
    static URI address(String url) {
        return WebAddress.of(url)
                .filter(address -> address.getRawQuery() == null)
                .orElseThrow(() -> new IllegalArgumentException(
                        "url is no address of an API; expected https://host/path, without user, password and query"));
    }

    /** Without the headers. */
    @Override
    public String toString() {
        return "WantedApi[" + name + "]";
    }
}
