package org.liaoyuan.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestParts;

/** A server with a certificate of its own, which nobody signed and which names another host. */
class TlsTest {

    private static final Pattern PORT = Pattern.compile("https://localhost:(\\d+)$");
    private static final Pattern LINK = Pattern.compile("https://localhost:\\d+/welcome#(\\S+)");
    private static final String STORE_PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private Map<String, String> withCertificate() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=chat.example.com",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        STORE_PASSWORD)
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(store).exists();
        return Map.of(
                "SERVER_SSL_KEYSTORE",
                "file:" + store,
                "SERVER_SSL_KEYSTOREPASSWORD",
                STORE_PASSWORD,
                "SERVER_SSL_ENABLED",
                "true");
    }

    @Test
    void cookiesAreSecureTlsIsDemandedAndTheCommandsTrustTheServersCertificateAlone() throws Exception {
        Path home =
                TestParts.home(Files.createDirectory(folder.resolve("home"))).path();
        try (Program server = Program.start(home, withCertificate(), "up", "--port", "0")) {
            int port = Integer.parseInt(server.find(PORT));
            String link = server.find(LINK);
            String certificate = PinnedCertificate.of(port);

            HttpResponse<String> welcome = post(
                    certificate,
                    "https://127.0.0.1:" + port + "/api/account/welcome",
                    "{\"token\":\"" + link + "\",\"password\":\"a spark can start a fire\"}");

            assertThat(welcome.statusCode()).isEqualTo(200);
            assertThat(welcome.headers().firstValue("Strict-Transport-Security"))
                    .hasValue("max-age=31536000; includeSubDomains");
            assertThat(welcome.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-liaoyuan_session=")
                    .contains("; Secure", "; Path=/", "HttpOnly")
                    .doesNotContain("Domain");
            assertThat(plain(port)).isEqualTo(400);
            assertThat(agreed(certificate, port, "TLSv1.3", "TLSv1.2")).startsWith("TLSv1.3 ");
            assertThat(agreed(certificate, port, "TLSv1.2")).matches("TLSv1.2 TLS_ECDHE_\\w+(GCM|CHACHA20)\\w+");
            assertThatThrownBy(() -> agreed(certificate, port, "TLSv1.2 TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("handshake_failure");

            try (Program models = Program.start(home, "audit", "verify")) {
                assertThat(models.output()).contains("1");
                assertThat(models.exitCode()).isZero();
            }
        }
    }

    private static HttpResponse<String> post(String certificate, String address, String body) throws Exception {
        try (HttpClient http = HttpClient.newBuilder()
                .sslContext(PinnedCertificate.trusting(certificate))
                .build()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    /** What a client and the server agree on; of a protocol, a client may know one cipher suite only. */
    private static String agreed(String certificate, int port, String... known) throws Exception {
        try (SSLSocket socket = (SSLSocket)
                PinnedCertificate.trusting(certificate).getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.setEnabledProtocols(
                    Stream.of(known).map(k -> k.replaceFirst(" .*", "")).toArray(String[]::new));
            if (known[0].contains(" ")) {
                socket.setEnabledCipherSuites(new String[] {known[0].replaceFirst(".* ", "")});
            }
            socket.startHandshake();
            return socket.getSession().getProtocol() + " " + socket.getSession().getCipherSuite();
        }
    }

    private static int plain(int port) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/session"))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void anotherCertificateIsNotTrusted() throws Exception {
        Path home =
                TestParts.home(Files.createDirectory(folder.resolve("home"))).path();
        try (Program server = Program.start(home, withCertificate(), "up", "--port", "0")) {
            int port = Integer.parseInt(server.find(PORT));

            assertThatThrownBy(() -> post("0".repeat(64), "https://127.0.0.1:" + port + "/api/session", "{}"))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("not the certificate");
        }
    }
}
