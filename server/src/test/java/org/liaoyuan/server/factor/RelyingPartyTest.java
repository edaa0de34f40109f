package org.liaoyuan.server.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.server.access.AccessSettings;
import org.springframework.mock.web.MockHttpServletRequest;

class RelyingPartyTest {

    private static MockHttpServletRequest request(String host) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/session/passkey/challenge");
        request.setServerName(host.replaceFirst(":\\d+$", ""));
        request.addHeader("Host", host);
        return request;
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:7860, , http://localhost:7860",
        "localhost, , http://localhost",
        "Chat.Example.com, https, https://chat.example.com",
        "chat.example.com:443, https, https://chat.example.com",
        "chat.example.com:8443, https, https://chat.example.com:8443",
        "chat.example.com, http, http://chat.example.com"
    })
    void theOriginIsTheAddressAsTheBrowserNamedIt(String host, String forwarded, String origin) {
        MockHttpServletRequest request = request(host);
        if (forwarded != null) {
            request.addHeader("X-Forwarded-Proto", forwarded);
            request.addHeader("X-Forwarded-For", "203.0.113.7");
        }

        RelyingParty party = RelyingParty.of(request, new AccessSettings(List.of("chat.example.com"), true));

        assertThat(party.origin()).isEqualTo(origin);
        assertThat(party.id()).isEqualTo(origin.replaceFirst("https?://", "").replaceFirst(":.*", ""));
    }

    @Test
    void withoutAProxyNobodyIsBelievedThatTlsWasThere() {
        MockHttpServletRequest request = request("localhost:7860");
        request.addHeader("X-Forwarded-Proto", "https");

        assertThat(RelyingParty.of(request, new AccessSettings(List.of(), false))
                        .origin())
                .isEqualTo("http://localhost:7860");
    }

    @Test
    void numbersAreNoName() {
        for (String host : new String[] {"127.0.0.1", "[::1]", "::1", "203.0.113.7"}) {
            MockHttpServletRequest request = new MockHttpServletRequest();
            request.setServerName(host);
            assertThatThrownBy(() -> RelyingParty.of(request, new AccessSettings(List.of(), false)))
                    .as(host)
                    .hasMessageContaining("host name");
        }
    }
}
