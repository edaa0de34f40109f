package org.liaoyuan.server.model.internal.remote;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A provider on loopback that does what a test tells it: answers, streams, or fails in one of the ways that providers fail. It
 * writes its bytes itself, so that it can also write wrong ones. Behaviours are used up in order; the last one stays.
 */
public final class FaultyServer implements AutoCloseable {

    /** What is done with one request. */
    @FunctionalInterface
    public interface Behaviour {

        /** @return whether the connection may be used again */
        boolean answer(Request request, OutputStream out) throws IOException, InterruptedException;
    }

    /** As it came; header names in lower case. */
    public record Request(String line, Map<String, String> headers, String body) {}

    private final ServerSocket listener;
    private final Deque<Behaviour> behaviours = new ConcurrentLinkedDeque<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch clientLeft = new CountDownLatch(1);

    public FaultyServer(Behaviour... inOrder) {
        try {
            this.listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        behaviours.addAll(List.of(inOrder));
        Thread.ofVirtual().start(this::accept);
    }

    public String address() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/v1";
    }

    public List<Request> requests() {
        return requests;
    }

    /** Returns once a client closed a connection before its answer was complete. */
    public CountDownLatch clientLeft() {
        return clientLeft;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean again = true;
            while (again) {
                Request request = read(in);
                if (request == null) {
                    return;
                }
                requests.add(request);
                Behaviour behaviour = behaviours.size() > 1 ? behaviours.poll() : behaviours.peek();
                try {
                    again = behaviour.answer(request, socket.getOutputStream());
                } catch (IOException e) {
                    clientLeft.countDown();
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // the client or the test has gone
        } finally {
            open.remove(socket);
        }
    }

    private static Request read(InputStream in) throws IOException {
        String line = line(in);
        if (line.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Request(line, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** One JSON document. */
    public static Behaviour document(String json) {
        return reply(200, "Content-Type: application/json\r\n", json);
    }

    /** A status with headers (each ended by CRLF) and a body. */
    public static Behaviour reply(int status, String headers, String body) {
        return (request, out) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            write(out, "HTTP/1.1 " + status + " x\r\n" + headers + "Content-Length: " + bytes.length + "\r\n\r\n");
            out.write(bytes);
            out.flush();
            return true;
        };
    }

    /** Server-sent events, one chunk each, then the end. */
    public static Behaviour events(String... data) {
        return (request, out) -> {
            head(out);
            for (String each : data) {
                chunk(out, "data: " + each + "\n\n");
            }
            write(out, "0\r\n\r\n");
            return true;
        };
    }

    /** Bytes of a stream as they are, then the end. */
    public static Behaviour stream(String bytes) {
        return (request, out) -> {
            head(out);
            chunk(out, bytes);
            write(out, "0\r\n\r\n");
            return true;
        };
    }

    /** Events, and then the connection is cut. */
    public static Behaviour cutAfter(String... data) {
        return (request, out) -> {
            head(out);
            for (String each : data) {
                chunk(out, "data: " + each + "\n\n");
            }
            return false;
        };
    }

    /** Events, and then nothing, until the client or the test goes. */
    public Behaviour silentAfter(String... data) {
        return (request, out) -> {
            head(out);
            for (String each : data) {
                chunk(out, "data: " + each + "\n\n");
            }
            closed.await();
            return false;
        };
    }

    /** Not one byte. */
    public Behaviour silent() {
        return (request, out) -> {
            closed.await();
            return false;
        };
    }

    /** One event after the other, without an end. */
    public static Behaviour endless(String data) {
        return (request, out) -> {
            head(out);
            while (true) {
                chunk(out, "data: " + data + "\n\n");
            }
        };
    }

    /** Bytes that are no HTTP. */
    public static Behaviour noHttp() {
        return (request, out) -> {
            write(out, "\u0001\u0002 what is this?\r\n\r\n");
            return false;
        };
    }

    private static void head(OutputStream out) throws IOException {
        write(
                out,
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(out, Integer.toHexString(bytes.length) + "\r\n");
        out.write(bytes);
        write(out, "\r\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
