package org.liaoyuan.server.account;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;

/** The session's cookie: no script reads it, no other site's request brings it along but a link that is followed. */
final class Cookies {

    static final String NAME = "liaoyuan_session";

    private Cookies() {}

    static Optional<String> session(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Stream.of(cookies)
                        .filter(c -> c.getName().equals(NAME) && !c.getValue().isEmpty())
                        .map(Cookie::getValue)
                        .findFirst();
    }

    static String set(String token, boolean secure) {
        return cookie(token, secure, Sessions.LONGEST);
    }

    static String clear(boolean secure) {
        return cookie("", secure, Duration.ZERO);
    }

    private static String cookie(String value, boolean secure, Duration age) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/")
                .maxAge(age)
                .build()
                .toString();
    }
}
