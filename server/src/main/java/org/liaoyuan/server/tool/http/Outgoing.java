package org.liaoyuan.server.tool.http;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request as it goes out, secrets filled in.
 *
 * @param method in capitals
 * @param address with its query
 * @param body empty for none
 * @param type media type of the body, without a charset: it is UTF-8
 */
public record Outgoing(String method, URI address, Map<String, String> headers, String body, String type) {

    public Outgoing {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** With more headers, in the place of those of the same names. */
    public Outgoing with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        more.keySet().forEach(name -> all.keySet().removeIf(name::equalsIgnoreCase));
        all.putAll(more);
        return new Outgoing(method, address, all, body, type);
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return "Outgoing[" + method + "]";
    }
}
