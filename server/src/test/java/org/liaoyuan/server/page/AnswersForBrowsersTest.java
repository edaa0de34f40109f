package org.liaoyuan.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.server.AsSystem;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;

/** What a browser is told it may do with an answer, whatever the answer is. */
@ExtendWith(AsSystem.class)
class AnswersForBrowsersTest {

    private final TestServer server = House.get().server;
    private final Visitor owner = House.get().owner();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/session",
                "/api/account",
                "/api/conversations",
                "/api/conversations/no-id",
                "/api/audit/rows.csv",
                "/api/account/export",
                "/api/profiles",
                "/v1/models",
                "/v1/no-such-thing",
                "/scim/v2/Users",
                "/actuator/health",
                "/no-such-page"
            })
    void whatIsAnsweredToProgramsIsNotKeptAndDoesNothingInABrowser(String path) {
        Reply reply = owner.get(path);

        assertThat(reply.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(reply.headers().allValues("Content-Security-Policy"))
                .hasSize(1)
                .allMatch(policy -> policy.startsWith("default-src 'none'; object-src 'none'; base-uri 'none'")
                        && policy.contains("frame-ancestors 'none'")
                        && policy.endsWith("sandbox"));
        assertThat(reply.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(reply.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(reply.headers().allValues("Cross-Origin-Resource-Policy")).containsExactly("same-origin");
        assertThat(reply.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    /** A sandboxed script of a service worker could ask for nothing; the page is built by npm, so it may not be there. */
    @Test
    void theServiceWorkerMayAskThisServerAndNobodyElse() {
        assertThat(ContentPolicy.WORKER)
                .contains("default-src 'none'", "connect-src 'self'")
                .doesNotContain("unsafe", "*", "script-src");
        Reply reply = owner.get("/sw.js");
        assertThat(reply.headers().allValues("Content-Security-Policy"))
                .containsExactly(reply.status() == 200 ? ContentPolicy.WORKER : ContentPolicy.NOTHING);
    }

    /** Of text, none leaves it to the browser to guess how it is encoded; JSON is UTF-8 by its standard. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/audit/rows.csv", "/api/ledger/sums.csv", "/api/ledger/entries.csv"})
    void textSaysHowItIsEncodedAndIsSaved(String path) {
        Reply reply = owner.get(path);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type").orElseThrow()).containsIgnoringCase("charset=UTF-8");
        assertThat(reply.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"[a-z0-9.-]+\"");
    }

    @Test
    void whatIsRefusedAtTheDoorIsNotKeptEither() {
        Reply stranger = Visitor.stranger(server).get("/api/account");
        Reply elsewhere = owner.with("Origin", "https://elsewhere.example").get("/api/account");

        for (Reply reply : List.of(stranger, elsewhere)) {
            assertThat(reply.headers().allValues("Cache-Control")).containsExactly("no-store");
            assertThat(reply.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(reply.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/assets/", "/assets", "/static/", "/.git/config", "/META-INF/MANIFEST.MF", "/application.yaml"})
    void whatIsNotThePagesIsNotThere(String path) {
        assertThat(owner.get(path).status()).isEqualTo(404);
    }

    @Test
    void noRequestIsSentBackAsItCame() {
        Reply trace = owner.send("TRACE", "/api/session", "");

        assertThat(trace.status()).isGreaterThanOrEqualTo(400);
        assertThat(trace.text()).doesNotContain("liaoyuan_session");
    }

    /** RFC 9112, 6.3: a length beside Transfer-Encoding is how a request is smuggled past a proxy. */
    @Test
    void whereARequestEndsIsNotForTwoHeadersToSay() throws IOException {
        String smuggled = "GET /api/session HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String two = "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + (5 + smuggled.length()) + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
        String twice = "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 0\r\nContent-Length: " + smuggled.length() + "\r\n\r\n";

        assertThat(answers(two + smuggled)).isEqualTo(1);
        assertThat(answers(twice + smuggled)).isEqualTo(1);
    }

    /** How many answers come until the server closes the connection. */
    private int answers(String requests) throws IOException {
        URI address = URI.create(server.address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8).split("HTTP/1\\.1 \\d", -1).length - 1;
            }
        }
    }

    @Test
    void whatAProxySaysIsReadInOnePlaceWhateverTheSurroundings() {
        assertThat(server.bean(ServerProperties.class).getForwardHeadersStrategy())
                .isEqualTo(ServerProperties.ForwardHeadersStrategy.NONE);
    }
}
