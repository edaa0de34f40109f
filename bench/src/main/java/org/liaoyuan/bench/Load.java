package org.liaoyuan.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/** Asks one server on loopback for the same again and again, bounded in number and time. */
final class Load {

    private static final int MOST = 2_000_000;
    private static final int READ_MILLIS = 60_000;

    private final int port;
    private final LongFunction<byte[]> request;
    private final boolean refusalsToo;
    private final String expected;
    private final AtomicLong asked = new AtomicLong();
    private final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();

    /**
     * Not begun yet.
     *
     * @param request by its number, as it goes over the wire
     * @param expected in each answer
     */
    private Load(int port, LongFunction<byte[]> request, boolean refusalsToo, String expected) {
        this.port = port;
        this.request = request;
        this.refusalsToo = refusalsToo;
        this.expected = expected;
    }

    private Load(int port, LongFunction<byte[]> request, boolean refusalsToo) {
        this(port, request, refusalsToo, "");
    }

    private Load(int port, byte[] request) {
        this(port, number -> request, false);
    }

    /** Chats. */
    Load(int port, String model, boolean stream) {
        this(port, model, stream, "Authorization: Bearer any\r\n");
    }

    /** Chats of somebody. */
    Load(int port, String model, boolean stream, String headers) {
        this(
                port,
                post(
                        "/v1/chat/completions",
                        headers,
                        "{\"model\":\"" + model + "\",\"stream\":" + stream
                                + ",\"messages\":[{\"role\":\"user\",\"content\":\"用两句话介绍杭州\"}]}"));
    }

    /** A route that is read. */
    static Load get(int port, String path, String headers) {
        return new Load(
                port,
                ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Something that is done again and again.
     *
     * @param answer what stands in each answer, or it is none
     */
    static Load doing(int port, String path, String headers, String body, String answer) {
        byte[] request = post(path, headers, body);
        return new Load(port, number -> request, false, answer);
    }

    /** Tries to sign in, each of somebody else from an address of its own; refusals count as answers. */
    static Load strangers(int port) {
        return new Load(
                port,
                number -> post(
                        "/api/session",
                        "Connection: close\r\n",
                        "{\"name\":\"nobody-" + number + "\",\"password\":\"a long enough guess\"}"),
                true);
    }

    /** How many answers of each status there were so far, where refusals count. */
    String statuses() {
        return statuses.toString();
    }

    private static byte[] post(String path, String headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers
                        + "Content-Length: " + bytes.length + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Of one run.
     *
     * @param perSecond answers a second
     * @param p50 milliseconds
     * @param p95 milliseconds
     * @param p99 milliseconds
     */
    record Figures(double perSecond, double p50, double p95, double p99, int answers) {}

    /** As fast as so many connections go. */
    Figures closed(int connections, double seconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        return run(connections, (socket, message, into) -> {
            while (System.nanoTime() < end && into.size < MOST / connections) {
                long start = System.nanoTime();
                ask(socket, message);
                into.add(System.nanoTime() - start);
            }
        });
    }

    /** So many times in all. */
    Figures times(int connections, int most) throws IOException, InterruptedException {
        AtomicLong next = new AtomicLong();
        return run(connections, (socket, message, into) -> {
            while (next.getAndIncrement() < most) {
                long start = System.nanoTime();
                ask(socket, message);
                into.add(System.nanoTime() - start);
            }
        });
    }

    /** At a fixed rate; a time counts from when the request should have been sent, so that waiting is not left out. */
    Figures open(int connections, double perSecond, double seconds) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long most = (long) (perSecond * seconds);
        AtomicLong next = new AtomicLong();
        return run(connections, (socket, message, into) -> {
            for (long i = next.getAndIncrement(); i < most; i = next.getAndIncrement()) {
                long due = start + (long) (i / perSecond * 1e9);
                for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
                ask(socket, message);
                into.add(System.nanoTime() - due);
            }
        });
    }

    private void ask(Socket socket, Message message) throws IOException {
        long number = asked.getAndIncrement();
        if (!refusalsToo) {
            socket.getOutputStream().write(request.apply(number));
            message.readResponse(socket.getInputStream());
            if (!message.contains(expected)) {
                throw new IOException("an answer lacks " + expected);
            }
            return;
        }
        try (Socket own = new Socket(InetAddress.getLoopbackAddress(), port, addressOf(number), 0)) {
            own.setSoTimeout(READ_MILLIS);
            own.getOutputStream().write(request.apply(number));
            statuses.computeIfAbsent(message.readAnything(own.getInputStream()), unknown -> new LongAdder())
                    .increment();
        }
    }

    /** One of loopback's sixteen million. */
    private static InetAddress addressOf(long number) throws IOException {
        return InetAddress.getByAddress(
                new byte[] {127, (byte) (1 + (number >> 16 & 0x7f)), (byte) (number >> 8), (byte) number});
    }

    private interface Worker {
        void work(Socket socket, Message message, Times into) throws IOException;
    }

    private static final class Times {
        private long[] nanos = new long[4096];
        private int size;

        void add(long time) {
            if (size == nanos.length) {
                nanos = Arrays.copyOf(nanos, size * 2);
            }
            nanos[size++] = time;
        }
    }

    private Figures run(int connections, Worker worker) throws IOException, InterruptedException {
        long start = System.nanoTime();
        List<Future<Times>> all = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < connections; i++) {
                all.add(executor.submit(() -> {
                    Times times = new Times();
                    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        socket.setTcpNoDelay(true);
                        socket.setSoTimeout(READ_MILLIS);
                        worker.work(socket, new Message(1 << 18), times);
                    }
                    return times;
                }));
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] nanos = all.stream()
                .flatMapToLong(f -> Arrays.stream(of(f).nanos, 0, of(f).size))
                .sorted()
                .toArray();
        if (nanos.length == 0) {
            throw new IOException("nothing was answered");
        }
        return new Figures(nanos.length / seconds, at(nanos, 0.5), at(nanos, 0.95), at(nanos, 0.99), nanos.length);
    }

    private static Times of(Future<Times> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a connection failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double at(long[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(quantile * sorted.length) - 1)] / 1e6;
    }
}
