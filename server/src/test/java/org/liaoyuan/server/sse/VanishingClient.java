package org.liaoyuan.server.sse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client on a socket of its own that reads a few events of an answer and goes away. */
final class VanishingClient {

    /** One that says who speaks, and three with words. */
    private static final int EVENTS = 4;

    private static final int READ_MILLIS = 60_000;
    private static final int SMALL_WINDOW = 2048;

    /** Ways to go. */
    enum Way {
        /** FIN. */
        CLOSE,
        /** RST, as of a process that was killed with data unread. */
        RESET,
        /** Says that it has nothing more to say, reads no more, and then closes. */
        HALF_CLOSE,
        /** Reads no more while the answer goes on, and then closes. */
        STALL
    }

    private final int port;
    private final String body;

    VanishingClient(int port, String body) {
        this.port = port;
        this.body = body;
    }

    /** Asks until the server is not busy; returns how often it was. */
    int run(Way way) throws IOException, InterruptedException {
        int busy = 0;
        while (!readAndGo(way)) {
            busy++;
            // the server's own advice is a second or more; the queue moves faster with answers this short
            Thread.sleep(50);
        }
        return busy;
    }

    private boolean readAndGo(Way way) throws IOException, InterruptedException {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(SMALL_WINDOW);
            socket.setSoTimeout(READ_MILLIS);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream()
                    .write(
                            ("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                            + "Content-Length: " + bytes.length + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 256);
            String status = String.valueOf(in.readLine());
            if (status.contains(" 429") || status.contains(" 503")) {
                return false;
            }
            if (!status.contains(" 200")) {
                throw new IOException("unexpected status line: " + status);
            }
            for (int events = 0; events < EVENTS; ) {
                String line = in.readLine();
                if (line == null) {
                    throw new IOException("the answer ended after " + events + " events");
                }
                if (line.startsWith("data: ")) {
                    events++;
                }
            }
            go(socket, way);
            return true;
        }
    }

    private static void go(Socket socket, Way way) throws IOException, InterruptedException {
        switch (way) {
            case CLOSE -> {}
            case RESET -> socket.setSoLinger(true, 0);
            case HALF_CLOSE -> {
                socket.shutdownOutput();
                Thread.sleep(20);
            }
            case STALL -> Thread.sleep(200);
        }
    }
}
