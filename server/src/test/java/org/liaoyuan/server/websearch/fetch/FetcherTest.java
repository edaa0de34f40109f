package org.liaoyuan.server.websearch.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.net.PublicAddresses;
import org.liaoyuan.server.websearch.fetch.Fetcher.Outcome;

/** Against a server on this machine, which the operator's list allows by the name {@code 127.0.0.1} and by no other. */
class FetcherTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String PAGE = "<title>T</title><p>A page with words of its own.</p>";

    private static final ConcurrentLinkedQueue<String> ASKED = new ConcurrentLinkedQueue<>();
    private static final CountDownLatch DONE = new CountDownLatch(1);

    private static HttpServer server;
    private static String here;

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", FetcherTest::answer);
        server.start();
        here = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterAll
    static void stop() {
        DONE.countDown();
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        ASKED.add(path);
        int port = server.getAddress().getPort();
        switch (path) {
            case "/page" -> send(exchange, "text/html; charset=utf-8", PAGE.getBytes(StandardCharsets.UTF_8));
            case "/to-page" -> redirect(exchange, "/page");
            case "/to-inside" -> redirect(exchange, "http://localhost:" + port + "/secret");
            case "/to-metadata" -> redirect(exchange, "http://169.254.169.254/latest/meta-data/");
            case "/to-file" -> redirect(exchange, "file:///etc/passwd");
            case "/round" -> redirect(exchange, "/round");
            case "/silent" -> await();
            case "/dripping" -> drip(exchange);
            case "/bomb" -> bomb(exchange);
            case "/image" -> send(exchange, "image/png", new byte[] {1, 2, 3});
            default -> {
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
            }
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void await() {
        try {
            DONE.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A byte now and then, for ever: each read is quick, the whole is not. */
    private static void drip(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/html");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (!DONE.await(20, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Some kilobytes that unpack to a gigabyte of words. */
    private static void bomb(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Encoding", "gzip");
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(small)) {
            zip.write("<p>first words</p>".getBytes(StandardCharsets.UTF_8));
            byte[] zeros = "a ".repeat(50_000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1_000; i++) {
                zip.write(zeros);
            }
        }
        send(exchange, "text/html", small.toByteArray());
    }

    private static List<Outcome> fetch(Duration each, Duration all, String... addresses) throws Exception {
        try (Fetcher fetcher = new Fetcher(List.of("127.0.0.1"))) {
            return fetcher.fetch(List.of(addresses).stream().map(URI::create).toList(), each, all);
        }
    }

    private static String why(Outcome outcome) {
        return outcome instanceof Outcome.Failed(String why) ? why : "it was read: " + outcome;
    }

    @Test
    void pagesComeInTheirOrderAndOneThatFailsLeavesTheOthers() throws Exception {
        List<Outcome> outcomes = fetch(LONG, LONG, here + "/page", here + "/none", here + "/to-page", here + "/image");

        assertThat(outcomes.get(0)).isInstanceOfSatisfying(Outcome.Read.class, read -> {
            assertThat(read.page().title()).isEqualTo("T");
            assertThat(read.page().passages().getFirst().text()).isEqualTo("A page with words of its own.");
        });
        assertThat(why(outcomes.get(1))).isEqualTo("it answered 404");
        assertThat(outcomes.get(2))
                .isInstanceOfSatisfying(
                        Outcome.Read.class,
                        read -> assertThat(read.page().address()).isEqualTo(URI.create(here + "/page")));
        assertThat(why(outcomes.get(3))).contains("kind that is not read");
    }

    @Test
    void noPageAndNoRedirectLeadsInside() throws Exception {
        int port = server.getAddress().getPort();

        List<Outcome> outcomes = fetch(
                LONG,
                LONG,
                "http://localhost:" + port + "/secret",
                "http://[::1]:" + port + "/secret",
                "http://[::ffff:127.0.0.1]:" + port + "/secret",
                "http://2130706433:" + port + "/secret",
                here + "/to-inside",
                here + "/to-metadata",
                here + "/to-file");

        assertThat(outcomes.subList(0, 6))
                .allSatisfy(each -> assertThat(why(each)).contains("own network"));
        assertThat(why(outcomes.get(6))).contains("no address of a page");
        assertThat(ASKED).doesNotContain("/secret").contains("/to-inside");
    }

    @Test
    void aNameIsLookedUpOnceAndTheSecondAnswerIsOfNoUse() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        PublicAddresses rebinding = new PublicAddresses(List.of(), host ->
                new InetAddress[] {InetAddress.ofLiteral(lookups.getAndIncrement() == 0 ? "192.0.3.1" : "127.0.0.1")});
        try (Fetcher fetcher = new Fetcher(rebinding)) {
            URI address =
                    URI.create("http://rebind.example:" + server.getAddress().getPort() + "/secret");

            // nothing answers at the public one, and no other is tried
            assertThat(why(fetcher.fetch(List.of(address), Duration.ofMillis(300), LONG)
                            .getFirst()))
                    .isNotEmpty();
        }
        assertThat(lookups).hasValue(1);
        assertThat(ASKED).doesNotContain("/secret");
    }

    @Test
    void whoIsSilentDripsOrGoesRoundIsGivenUp() throws Exception {
        List<Outcome> outcomes =
                fetch(Duration.ofMillis(400), LONG, here + "/silent", here + "/dripping", here + "/page");

        assertThat(why(outcomes.get(0))).isEqualTo("no whole answer within 400 ms");
        assertThat(why(outcomes.get(1))).isEqualTo("no whole answer within 400 ms");
        assertThat(why(fetch(LONG, LONG, here + "/round").getFirst())).isEqualTo("it redirects more than 4 times");
        assertThat(why(fetch(LONG, Duration.ofMillis(300), here + "/silent").getFirst()))
                .isEqualTo("not there within 300 ms");
    }

    @Test
    void aPageThatUnpacksWithoutEndIsReadToItsLimit() throws Exception {
        Outcome outcome = fetch(LONG, LONG, here + "/bomb").getFirst();

        assertThat(why(outcome)).matches("it can't be read: TOO_LONG|(?s)it was read: .*first words.*");
    }
}
