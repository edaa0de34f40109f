package org.liaoyuan.server.access;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * A row of {@link Routes}.
 *
 * @param method such as GET; a HEAD is a GET, {@code *} is any
 * @param pattern as Spring's mappings write it
 * @param permission what it needs
 * @param audited what the audit log calls it; empty where it is not written there, or by the room itself
 */
public record Route(String method, PathPattern pattern, Permission permission, String audited) {

    static Route of(String method, String pattern, Permission permission) {
        return of(method, pattern, permission, "");
    }

    static Route of(String method, String pattern, Permission permission, String audited) {
        return new Route(method, PathPatternParser.defaultInstance.parse(pattern), permission, audited);
    }

    /** As keys name it: {@code POST /v1/chat/completions}. */
    @Override
    public String toString() {
        return method + " " + pattern.getPatternString();
    }

    boolean takes(String asked) {
        return method.equals("*") || method.equals(asked.equals("HEAD") ? "GET" : asked);
    }
}
