package org.liaoyuan.server.tool.http;

import java.util.stream.Stream;

/** Statuses that a node takes for an answer: {@code 2xx}, or {@code 200, 404}. */
final class Expected {

    private Expected() {}

    static boolean isWritten(String text) {
        return parts(text).allMatch(part -> part.matches("[1-5](\\d\\d|xx)"));
    }

    static boolean fits(String text, int status) {
        return parts(text)
                .anyMatch(part -> part.endsWith("xx")
                        ? part.charAt(0) - '0' == status / 100
                        : part.equals(Integer.toString(status)));
    }

    private static Stream<String> parts(String text) {
        return Stream.of(text.split(",", -1)).map(String::strip);
    }
}
