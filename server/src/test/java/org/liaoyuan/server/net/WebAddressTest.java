package org.liaoyuan.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://example.com/a?b=c#d, https://example.com/a?b=c",
        "HTTP://Example.COM, http://example.com",
        "https://example.com/杭州 西湖, https://example.com/%E6%9D%AD%E5%B7%9E%20%E8%A5%BF%E6%B9%96",
        "https://例子.com/, https://xn--fsqu00a.com/",
        "https://example.com/a|b{c}?q=100%, https://example.com/a%7Cb%7Bc%7D?q=100%25",
        "http://[2606:4700::1111]:8080/x, http://[2606:4700::1111]:8080/x",
    })
    void whatBrowsersTakeBecomesAnAddress(String text, String expected) {
        assertThat(WebAddress.of(text)).contains(URI.create(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "file:///etc/passwd",
                "ftp://example.com/",
                "gopher://example.com/",
                "javascript:alert(1)",
                "http://user:pass@example.com/", // pragma: allowlist secret
                "http://example.com@127.0.0.1/",
                "http://example.com:22/",
                "http://example.com:99999/",
                "http:///a",
                "http://exa mple.com/",
                "http://a\\@b/"
            })
    void whatIsNoAddressOfAPageIsNone(String text) {
        assertThat(WebAddress.of(text)).isEmpty();
    }

    @Test
    void aSiteIsCalledByItsHost() {
        assertThat(WebAddress.site(URI.create("https://www.example.com/a"))).isEqualTo("example.com");
    }

    @Property
    void anyTextIsAnAddressWithAHostOrNone(@ForAll String text) {
        for (String candidate : new String[] {text, "https://" + text, "https://example.com/" + text}) {
            WebAddress.of(candidate).ifPresent(uri -> {
                assertThat(uri.getScheme()).isIn("http", "https");
                assertThat(uri.getHost()).isNotEmpty();
                assertThat(uri.getRawUserInfo()).isNull();
                assertThat(uri.toString()).isASCII();
            });
        }
    }
}
