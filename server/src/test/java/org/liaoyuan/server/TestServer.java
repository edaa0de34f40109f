package org.liaoyuan.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.contract.ContractWriter;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One server for all test classes: the whole application on a free port, in a data folder of its own. */
public final class TestServer {

    private static @Nullable TestServer running;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final ServletWebServerApplicationContext context;

    private TestServer(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    /** Starts it at the first call. */
    public static synchronized TestServer get() {
        if (running == null) {
            running = another();
        }
        return running;
    }

    /** One more, for tests that change what it is for everybody; it ends with the tests. */
    public static TestServer another(Class<?>... parts) {
        return another(List.of(), parts);
    }

    /** @param settings such as {@code liaoyuan.model.threads=2}, in place of those that tests have */
    public static TestServer another(List<String> settings, Class<?>... parts) {
        try {
            return start(settings, parts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestServer start(List<String> others, Class<?>... parts) throws IOException {
        Path folder = Files.createTempDirectory("liaoyuan-server-test");
        var home = TestParts.home(folder);
        SpringApplication application =
                new SpringApplication(Application.class, ContractWriter.class, RecordedSpans.class);
        application.addPrimarySources(List.of(parts));
        application.setRegisterShutdownHook(false);
        // arguments, not default properties: LIAOYUAN_HOME of the surroundings must not win
        List<String> settings = new ArrayList<>(List.of(
                "--liaoyuan.home=" + home.path(),
                "--server.port=0",
                "--liaoyuan.model.default-model=" + TestParts.MODEL,
                "--liaoyuan.model.context-size=2048",
                // no digest of what tests upload takes the model's time; those of digests run the worker by hand
                "--liaoyuan.digest.active=false",
                // the pages of tests lie on this machine, by this name alone
                "--liaoyuan.websearch.inside-hosts=127.0.0.1",
                // and so do the systems that agents of tests act with
                "--liaoyuan.tools.inside=127.0.0.1,localhost",
                "--liaoyuan.agents.doors.callback-hosts=127.0.0.1:*",
                // folders of tests may be followed, and stand still soon
                "--liaoyuan.space.watch.root=" + System.getProperty("java.io.tmpdir"),
                "--liaoyuan.space.watch.settle=100ms",
                // one thread: two that wait for each other are much slower than one where other builds want the cores
                // too
                "--liaoyuan.model.threads=1"));
        settings.addAll(ContractWriter.SETTINGS);
        for (String other : others) {
            String name = "--" + other.substring(0, other.indexOf('=') + 1);
            settings.removeIf(setting -> setting.startsWith(name));
            settings.add("--" + other);
        }
        var context = (ServletWebServerApplicationContext) application.run(settings.toArray(String[]::new));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            context.close();
            FileSystemUtils.deleteRecursively(folder.toFile());
        }));
        return new TestServer(context);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> List<T> beans(Class<T> type) {
        return List.copyOf(context.getBeansOfType(type).values());
    }

    /** Connections that Tomcat holds, and one for which it waits. */
    public long connections() {
        if (context.getWebServer() instanceof TomcatWebServer web
                && web.getTomcat().getConnector().getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            return protocol.getConnectionCount();
        }
        throw new AssertionError("the server is no Tomcat");
    }

    public String address() {
        var web = context.getWebServer();
        return "http://127.0.0.1:" + (web == null ? 0 : web.getPort());
    }

    /** An answer to a request. */
    public record Reply(
            int status,
            HttpHeaders headers,
            String text,
            @Nullable JsonNode body) {

        /** By JSON pointer. */
        public JsonNode at(String pointer) {
            if (body == null) {
                throw new AssertionError("status " + status + ", no JSON: " + text);
            }
            return body.at(pointer);
        }
    }

    public Reply get(String path) {
        return send(request(path).GET());
    }

    public Reply delete(String path) {
        return send(request(path).DELETE());
    }

    public Reply post(String path, String body) {
        return send(json(path).POST(BodyPublishers.ofString(body)));
    }

    public Reply patch(String path, String body) {
        return send(json(path).method("PATCH", BodyPublishers.ofString(body)));
    }

    /** The lines of a streamed answer, as they come; close it. */
    public Stream<String> lines(String path, String body) {
        return lines(json(path).POST(BodyPublishers.ofString(body)));
    }

    /** The lines of a stream that somebody listens to; close it. */
    public Stream<String> lines(String path) {
        return lines(request(path).GET());
    }

    /** The lines of an answer to any request; close it. */
    public Stream<String> lines(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofLines()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new Reply(
                    response.statusCode(),
                    response.headers(),
                    response.body(),
                    type.contains("json") ? json.readTree(response.body()) : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path)).timeout(Duration.ofMinutes(2));
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }
}
