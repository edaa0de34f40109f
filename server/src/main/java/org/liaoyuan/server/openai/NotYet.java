package org.liaoyuan.server.openai;

import java.util.List;

/** Parameters that would change the answer and that no model here honours yet: refused, never silently ignored. */
final class NotYet {

    private static final List<String> PARAMETERS = List.of("functions", "function_call", "audio", "web_search_options");

    private NotYet() {}

    static void refuse(RequestBody body) {
        for (String name : PARAMETERS) {
            boolean asksForNothing = body.get(name).isArray() && body.get(name).isEmpty()
                    || body.get(name).isString() && body.get(name).stringValue().equals("none");
            if (body.has(name) && !asksForNothing) {
                throw ApiException.unsupported(
                        name, "'" + name + "' is not supported by the local models of this version");
            }
        }
    }
}
