package org.liaoyuan.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A provider that answers at once, always the same: what a gateway adds is what is left. HTTP/1.1 on loopback, kept connections. */
final class FakeUpstream implements AutoCloseable {

    static final int CHUNKS = 20;

    private static final byte[] WHOLE = whole();
    private static final byte[] STREAM = stream();

    private final ServerSocket listener;

    FakeUpstream() throws IOException {
        this.listener = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the benchmark is over
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            Message message = new Message(1 << 16);
            while (message.readRequest(in)) {
                out.write(message.contains("\"stream\":true") || message.contains("\"stream\": true") ? STREAM : WHOLE);
            }
        } catch (IOException clientGone) {
            // the next one comes
        }
    }

    private static byte[] whole() {
        String body =
                "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"m\",\"choices\":[{\"index\":0,"
                        + "\"message\":{\"role\":\"assistant\",\"content\":\"" + "杭州是一座城市。".repeat(10)
                        + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":40,\"total_tokens\":60}}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return bytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n"
                + body);
    }

    private static byte[] stream() {
        StringBuilder all = new StringBuilder(
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < CHUNKS; i++) {
            String reason = i == CHUNKS - 1 ? "\"stop\"" : "null";
            event(
                    all,
                    "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"m\",\"choices\":"
                            + "[{\"index\":0,\"delta\":{\"content\":\"token \"},\"finish_reason\":" + reason + "}]}");
        }
        event(all, "[DONE]");
        return bytes(all.append("0\r\n\r\n").toString());
    }

    private static void event(StringBuilder into, String data) {
        String event = "data: " + data + "\n\n";
        into.append(Integer.toHexString(event.length()))
                .append("\r\n")
                .append(event)
                .append("\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
