package org.liaoyuan.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A mail server for tests that may leave whoever sends without an answer, in the middle of a letter or after all of it. */
final class HoldingPost implements AutoCloseable {

    /** Where it answers no more. */
    enum Where {
        /** The recipient is said, and nothing of the letter. */
        RCPT,
        /** All of the letter came. */
        TEXT
    }

    /**
     * A letter that came as a whole.
     *
     * @param text with its head
     */
    record Letter(String to, String text) {

        /** Its Message-ID. */
        String id() {
            return text.lines()
                    .filter(line -> line.regionMatches(true, 0, "message-id:", 0, 11))
                    .map(line -> line.substring(11).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Letters to whom are held, and where; of one that came as a whole, what stands in it. */
    private record Hold(String to, Where where, String text) {}

    private final ServerSocket server;
    private final List<Letter> letters = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Hold> holds = new CopyOnWriteArrayList<>();
    private final List<Hold> held = new CopyOnWriteArrayList<>();

    HoldingPost() {
        try {
            server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> serve(socket));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    /** Leaves one letter without an answer. @param text that stands in it; empty for any */
    void hold(String to, Where where, String text) {
        holds.add(new Hold(to, where, text));
    }

    boolean isHeld(String to, Where where) {
        return held.stream().anyMatch(hold -> hold.to().equals(to) && hold.where() == where);
    }

    /** From now on every letter is answered. */
    void release() {
        holds.clear();
        held.clear();
    }

    List<Letter> letters() {
        return List.copyOf(letters);
    }

    private void serve(Socket socket) {
        try (socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = socket.getOutputStream();
            say(out, "220 here");
            String to = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.split("[ :]", 2)[0];
                switch (command) {
                    case "RCPT" -> {
                        to = line.replaceFirst(".*<(.*)>.*", "$1");
                        hold(new Letter(to, ""), Where.RCPT);
                        say(out, "250 ok");
                    }
                    case "DATA" -> {
                        say(out, "354 go on");
                        Letter letter = new Letter(to, text(in));
                        letters.add(letter);
                        hold(letter, Where.TEXT);
                        say(out, "250 ok");
                    }
                    case "QUIT" -> {
                        say(out, "221 bye");
                        return;
                    }
                    default -> say(out, "250 ok");
                }
            }
        } catch (IOException e) {
            // who sent was killed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws IOException if the letter breaks off */
    private static String text(BufferedReader in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals(".")) {
                return text.toString();
            }
            text.append(line).append('\n');
        }
        throw new IOException("the letter broke off");
    }

    private void hold(Letter letter, Where where) throws InterruptedException {
        for (Hold hold : holds) {
            if (hold.to().equals(letter.to())
                    && hold.where() == where
                    && letter.text().contains(hold.text())
                    && holds.remove(hold)) {
                held.add(hold);
                closing.await();
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
    }
}
