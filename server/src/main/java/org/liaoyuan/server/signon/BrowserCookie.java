package org.liaoyuan.server.signon;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.liaoyuan.server.access.Tokens;
import org.springframework.http.ResponseCookie;

/**
 * What binds a sign-in to the browser in which it began: a random token in a cookie. Nonce and verifier are derived from it and
 * the sign-in's state, so that they are kept nowhere; several tabs share the cookie.
 */
final class BrowserCookie {

    static final String NAME = "liaoyuan_sign_on";

    /** Under TLS: browsers let nobody set it but this very host, by TLS. */
    private static final String HOST_NAME = "__Host-" + NAME;

    private BrowserCookie() {}

    /** @param secure whether TLS carries the request: then the other name is none of ours */
    static Optional<String> of(HttpServletRequest request, boolean secure) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Stream.of(cookies)
                        .filter(c ->
                                c.getName().equals(name(secure)) && c.getValue().matches("[\\w-]{43}"))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    static String fresh() {
        return Tokens.random();
    }

    static OidcClient.Proof proof(String browser, String state) {
        return new OidcClient.Proof(derived("nonce", browser, state), derived("verifier", browser, state));
    }

    /** Of three texts of fixed length or name: no two sets of them read the same. */
    private static String derived(String what, String browser, String state) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Tokens.hash(what + " " + browser + " " + state));
    }

    private static String name(boolean secure) {
        return secure ? HOST_NAME : NAME;
    }

    static String set(String value, boolean secure) {
        return ResponseCookie.from(name(secure), value)
                .httpOnly(true)
                .secure(secure)
                // sent along when the provider sends the browser back: that is a link that is followed
                .sameSite("Lax")
                // the prefix is for cookies of the whole host only
                .path("/")
                .maxAge(PendingSignOns.VALID)
                .build()
                .toString();
    }
}
