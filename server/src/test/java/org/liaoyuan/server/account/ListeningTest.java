package org.liaoyuan.server.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.access.AccessSettings;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;

class ListeningTest {

    private static final AccessSettings NONE = new AccessSettings(List.of(), false);
    private static final AccessSettings PROXY = new AccessSettings(List.of("chat.example.com"), true);

    private static void start(TestServer of, String address, boolean tls, AccessSettings settings) {
        ServerProperties server = new ServerProperties();
        server.setAddress(inet(address));
        if (tls) {
            server.setSsl(new Ssl());
        }
        new Listening(server, settings, of.bean(Accounts.class)).afterSingletonsInstantiated();
    }

    private static @Nullable InetAddress inet(String address) {
        return address.isEmpty() ? null : InetAddress.ofLiteral(address);
    }

    @Test
    void loopbackNeedsNothing() {
        assertThatCode(() -> start(TestServer.get(), "127.0.0.1", false, NONE)).doesNotThrowAnyException();
        assertThatCode(() -> start(TestServer.get(), "::1", false, NONE)).doesNotThrowAnyException();
    }

    @Test
    void withoutAccountsNothingElseIsListenedOnNotEvenWithTls() {
        for (String address : List.of("0.0.0.0", "192.0.2.1", "")) {
            assertThatThrownBy(() -> start(TestServer.get(), address, true, NONE))
                    .hasMessageContaining("no accounts yet")
                    .hasMessageContaining("one-time link");
        }
        assertThatThrownBy(() -> start(TestServer.get(), "127.0.0.1", false, PROXY))
                .hasMessageContaining("no accounts yet");
    }

    @Test
    void withoutTlsNothingElseIsListenedOnUnlessAProxyEndsIt() {
        TestServer withAccounts = House.get().server;

        assertThatThrownBy(() -> start(withAccounts, "0.0.0.0", false, NONE))
                .hasMessageContaining("SERVER_SSL_CERTIFICATE")
                .hasMessageContaining("LIAOYUAN_ACCESS_PROXY");
        assertThatThrownBy(() ->
                        start(withAccounts, "127.0.0.1", false, new AccessSettings(List.of("chat.example.com"), false)))
                .hasMessageContaining("without TLS");
        assertThatCode(() -> start(withAccounts, "0.0.0.0", true, NONE)).doesNotThrowAnyException();
        assertThatCode(() -> start(withAccounts, "0.0.0.0", false, PROXY)).doesNotThrowAnyException();
    }
}
