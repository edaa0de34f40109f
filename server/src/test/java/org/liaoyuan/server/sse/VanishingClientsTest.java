package org.liaoyuan.server.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liaoyuan.engine.EngineStats;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.sse.VanishingClient.Way;

/** What is left of a thousand clients that connect, read three tokens and vanish: nothing, five seconds later. */
@Timeout(600)
class VanishingClientsTest {

    private static final int CLIENTS = 1000;
    private static final int AT_ONCE = 50;
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final String BODY = "{\"model\":\"default\",\"stream\":true,\"max_tokens\":400,\"messages\":"
            + "[{\"role\":\"user\",\"content\":\"Tell a long story about a lighthouse keeper\"}]}";

    private static TestServer server;
    private static int port;

    @BeforeAll
    static void start() {
        server = TestServer.get();
        port = URI.create(server.address()).getPort();
    }

    private static EngineStats engine() {
        return server.bean(ModelService.class).load().get(TestParts.MODEL);
    }

    /** Platform threads: the decode loop, Tomcat's pollers, carriers. */
    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    @Test
    void aThousandClientsThatVanishLeaveNoSequenceThreadConnectionOrCellBehind() throws Exception {
        try (Stream<String> answer = server.lines("/v1/chat/completions", BODY)) {
            assertThat(answer.findFirst()).isPresent();
            assertThat(VirtualThreads.ofRequests()).as("what is looked for").isNotEmpty();
        }
        vanish(AT_ONCE);
        awaitIdle(Long.MAX_VALUE);
        long connections = server.connections();
        int sequences = engine().keptPrefixes() + engine().freeSequences();
        int threads = threads();

        vanish(CLIENTS);
        long gone = System.nanoTime();
        long left = awaitIdle(connections) - gone;

        System.out.println("nothing was left after " + TimeUnit.NANOSECONDS.toMillis(left) + " ms");
        assertThat(left).as("nanoseconds until nothing was left").isLessThan(SETTLE_NANOS);
        assertThat(engine().running()).isZero();
        assertThat(engine().waiting()).isZero();
        // the pool removes a sequence's cells before it counts it as free, so with the sequences the cells are
        // accounted for
        assertThat(engine().keptPrefixes() + engine().freeSequences()).isEqualTo(sequences);
        assertThat(server.connections()).isLessThanOrEqualTo(connections);
        assertThat(VirtualThreads.ofRequests()).isEmpty();
        assertThat(threads()).isLessThanOrEqualTo(threads + 2);
        theNextOneIsAnswered();
    }

    private static void vanish(int clients) throws Exception {
        VanishingClient client = new VanishingClient(port, BODY);
        try (ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                Way way = Way.values()[i % Way.values().length];
                all.add(executor.submit(() -> client.run(way)));
            }
            for (Future<Integer> one : all) {
                one.get();
            }
        }
    }

    /** When nothing is left, or 5 s are over. */
    private static long awaitIdle(long connections) throws InterruptedException {
        long deadline = System.nanoTime() + SETTLE_NANOS;
        BooleanSupplier idle = () -> engine().running() == 0
                && engine().waiting() == 0
                && server.connections() <= connections
                && VirtualThreads.ofRequests().isEmpty();
        while (!idle.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        return System.nanoTime();
    }

    private static void theNextOneIsAnswered() {
        Reply reply = server.post(
                "/v1/chat/completions",
                "{\"model\":\"default\",\"max_tokens\":8,\"messages\":[{\"role\":\"user\",\"content\":\"Still there?\"}]}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/usage/completion_tokens").asInt()).isPositive();
    }
}
