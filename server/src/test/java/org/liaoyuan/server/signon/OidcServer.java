package org.liaoyuan.server.signon;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.account.House;

/** A real OpenID Connect server, see {@code clients/oidc_server.mjs}; it ends with the tests. */
final class OidcServer {

    static final String SECRET = "the-client-secret-of-the-tests-0123456789";

    private static OidcServer running;

    final String issuer;

    private OidcServer(String issuer) {
        this.issuer = issuer;
    }

    static synchronized OidcServer of(House house) {
        if (running == null) {
            running = new OidcServer(start(house.server.address() + "/api/sign-on/callback"));
        }
        return running;
    }

    private static String start(String redirect) {
        try {
            Process process = new ProcessBuilder(
                            "node",
                            Path.of("src/test/clients/oidc_server.mjs").toString(),
                            TestParts.path("liaoyuan.test.node").toString(),
                            redirect)
                    .redirectErrorStream(true)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
            StringBuilder all = new StringBuilder();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                all.append(line).append('\n');
                if (line.startsWith("ready ")) {
                    Thread.ofVirtual().start(() -> said.lines().forEach(ignored -> {}));
                    return "http://127.0.0.1:" + line.substring("ready ".length());
                }
            }
            throw new AssertionError("the OpenID Connect server did not start: " + all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it says of somebody from now on; JSON without the outer braces. */
    void claim(String subject, String claims) {
        post("/test/claims", "{\"sub\":\"" + subject + "\"," + claims + "}");
    }

    /** What goes wrong from now on; nothing for the empty name. */
    void fault(String name) {
        post("/test/fault", "{\"fault\":\"" + name + "\"}");
    }

    void rotateKeys() {
        post("/test/rotate", "");
    }

    private void post(String path, String body) {
        try {
            var response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(issuer + path))
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
