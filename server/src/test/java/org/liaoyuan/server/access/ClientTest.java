package org.liaoyuan.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientTest {

    private static final AccessSettings ALONE = new AccessSettings(List.of(), false);
    private static final AccessSettings PROXY = new AccessSettings(List.of("chat.example.com"), true);

    private static MockHttpServletRequest from(String remote, String... headers) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setServerName("localhost");
        request.setRemoteAddr(remote);
        for (int i = 0; i < headers.length; i += 2) {
            request.addHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    @Test
    void behindAProxyItsOwnWordCountsAndNotWhatTheClientWroteBefore() {
        Client client = Client.of(from("10.0.0.2", "X-Forwarded-For", "127.0.0.1, 198.51.100.1, 203.0.113.7"), PROXY);

        assertThat(client.address()).isEqualTo("203.0.113.7");
        assertThat(client.shown()).isEqualTo("203.0.113.0/24");
        assertThat(client.onThisMachine()).isFalse();
    }

    @Test
    void withoutAProxyNobodyIsBelieved() {
        Client client = Client.of(
                from(
                        "203.0.113.7",
                        "X-Forwarded-For",
                        "127.0.0.1",
                        "X-Forwarded-Proto",
                        "https",
                        "X-Real-IP",
                        "127.0.0.1"),
                ALONE);

        assertThat(client.address()).isEqualTo("203.0.113.7");
        assertThat(client.secure()).isFalse();
        assertThat(client.onThisMachine()).isFalse();
    }

    @Test
    void whoComesThroughSomethingIsNotOnThisMachine() {
        assertThat(Client.of(from("127.0.0.1"), ALONE).onThisMachine()).isTrue();
        assertThat(Client.of(from("127.0.0.1", "X-Forwarded-For", "127.0.0.1"), ALONE)
                        .onThisMachine())
                .isFalse();
        assertThat(Client.of(from("127.0.0.1", "Forwarded", "for=127.0.0.1"), ALONE)
                        .onThisMachine())
                .isFalse();
    }

    /** Whoever has one address of a network of IPv6 has them all. */
    @Test
    void ofIpv6TheNetworkIsCounted() {
        Client client = Client.of(from("2001:db8:1:2:3:4:5:6"), ALONE);

        assertThat(client.address()).isEqualTo("2001:db8:1:2:0:0:0:0/64");
        assertThat(client.shown()).isEqualTo("2001:db8:1:0:0:0:0:0/48");
    }

    @Test
    void noNameIsLookedUp() {
        assertThat(Client.of(from("10.0.0.2", "X-Forwarded-For", "localhost"), PROXY)
                        .address())
                .isEqualTo("0.0.0.0");
    }
}
