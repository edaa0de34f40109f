package org.liaoyuan.server.sse;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/**
 * A response of server-sent events (WHATWG HTML, section 9.2). While nothing is written a comment is sent now and then, so that
 * a client that has gone is noticed even before the first token. Thread-safe.
 */
public final class EventStream implements AutoCloseable {

    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private final OutputStream out;
    private final JsonMapper json;
    private final Runnable whenClientGoes;
    private final Thread heartbeat;
    private long written = System.nanoTime();
    private boolean open = true;

    /** @param whenClientGoes called once, from any thread, when the client can't be reached any more */
    public EventStream(HttpServletResponse response, JsonMapper json, Runnable whenClientGoes) throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        // a proxy that buffers would turn a stream into one late block
        response.setHeader("X-Accel-Buffering", "no");
        this.out = response.getOutputStream();
        this.json = json;
        this.whenClientGoes = whenClientGoes;
        this.heartbeat = Thread.ofVirtual().name("sse-heartbeat").start(this::beat);
    }

    /** Sends a named event; false if the client has gone. */
    public boolean send(String name, Object data) {
        return write("event: " + name + "\ndata: " + json.writeValueAsString(data) + "\n\n");
    }

    /** Sends an unnamed event; false if the client has gone. */
    public boolean send(Object data) {
        return write("data: " + json.writeValueAsString(data) + "\n\n");
    }

    /** Sends a line as it is, such as OpenAI's {@code [DONE]}. */
    public boolean sendRaw(String data) {
        return write("data: " + data + "\n\n");
    }

    /** Sends whole events that are written already; false if the client has gone. */
    public boolean copy(byte[] events) {
        return write(events);
    }

    private boolean write(String event) {
        return write(event.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized boolean write(byte[] event) {
        if (!open) {
            return false;
        }
        try {
            out.write(event);
            out.flush();
            written = System.nanoTime();
            return true;
        } catch (IOException clientGone) {
            open = false;
            whenClientGoes.run();
            return false;
        }
    }

    private void beat() {
        try {
            while (isOpen()) {
                Thread.sleep(HEARTBEAT);
                if (isQuiet()) {
                    write(":\n\n");
                }
            }
        } catch (InterruptedException closed) {
            // the stream has ended
        }
    }

    private synchronized boolean isOpen() {
        return open;
    }

    private synchronized boolean isQuiet() {
        return open && System.nanoTime() - written >= HEARTBEAT.toNanos();
    }

    @Override
    public synchronized void close() {
        open = false;
        heartbeat.interrupt();
    }
}
