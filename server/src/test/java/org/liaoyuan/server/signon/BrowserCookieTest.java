package org.liaoyuan.server.signon;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class BrowserCookieTest {

    @Test
    void underTlsItIsTheHostsAloneAndTheOtherNameIsNoneOfOurs() {
        String value = BrowserCookie.fresh();

        assertThat(BrowserCookie.set(value, true))
                .startsWith("__Host-liaoyuan_sign_on=" + value + ";")
                .contains("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/;")
                .doesNotContain("Domain");
        assertThat(BrowserCookie.of(with("__Host-liaoyuan_sign_on", value), true))
                .hasValue(value);
        assertThat(BrowserCookie.of(with("liaoyuan_sign_on", value), true)).isEmpty();
    }

    @Test
    void onThisMachineItNeedsNoTls() {
        String value = BrowserCookie.fresh();

        assertThat(BrowserCookie.set(value, false))
                .startsWith("liaoyuan_sign_on=" + value + ";")
                .contains("; HttpOnly", "; SameSite=Lax")
                .doesNotContain("Secure");
        assertThat(BrowserCookie.of(with("liaoyuan_sign_on", value), false)).hasValue(value);
    }

    private static MockHttpServletRequest with(String name, String value) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(new Cookie(name, value));
        return request;
    }
}
