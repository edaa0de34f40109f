package org.liaoyuan.server.account;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;

/**
 * The session's cookie: no script reads it, no other site's request brings it along but a link that is followed. Under TLS its name
 * has the prefix that browsers let nobody set but this very host, by TLS.
 */
final class Cookies {

    private static final String NAME = "liaoyuan_session";
    private static final String HOST_NAME = "__Host-" + NAME;

    private Cookies() {}

    /** @param secure whether TLS carries the request: then the other name is none of ours */
    static Optional<String> session(HttpServletRequest request, boolean secure) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Stream.of(cookies)
                        .filter(c -> c.getName().equals(name(secure))
                                && !c.getValue().isEmpty())
                        .map(Cookie::getValue)
                        .findFirst();
    }

    /** @param longest how long the browser keeps it */
    static String set(String token, boolean secure, Duration longest) {
        return cookie(token, secure, longest);
    }

    static String clear(boolean secure) {
        return cookie("", secure, Duration.ZERO);
    }

    private static String name(boolean secure) {
        return secure ? HOST_NAME : NAME;
    }

    private static String cookie(String value, boolean secure, Duration age) {
        return ResponseCookie.from(name(secure), value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/")
                .maxAge(age)
                .build()
                .toString();
    }
}
