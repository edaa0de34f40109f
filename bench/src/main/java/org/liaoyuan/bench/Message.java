package org.liaoyuan.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One HTTP/1.1 message, read with as little work as can be: measuring must not cost more than what is measured. */
final class Message {

    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final byte[] buffer;
    private int size;

    /** @param most bytes a message may have */
    Message(int most) {
        this.buffer = new byte[most];
    }

    /** False at the end of the connection. */
    boolean readRequest(InputStream in) throws IOException {
        return read(in);
    }

    /**
     * Reads an answer.
     *
     * @throws IOException if it is not 200, or ends too soon
     */
    void readResponse(InputStream in) throws IOException {
        if (!read(in)) {
            throw new IOException("the server closed the connection");
        }
        if (size < 12 || buffer[9] != '2') {
            throw new IOException("it answered " + new String(buffer, 0, Math.min(size, 300), StandardCharsets.UTF_8));
        }
    }

    /** Reads an answer, whatever it says; its status. */
    int readAnything(InputStream in) throws IOException {
        if (!read(in) || size < 12) {
            throw new IOException("the server closed the connection");
        }
        return Integer.parseInt(new String(buffer, 9, 3, StandardCharsets.US_ASCII));
    }

    private boolean read(InputStream in) throws IOException {
        size = 0;
        int head = -1;
        int whole = -1;
        while (true) {
            int n = in.read(buffer, size, buffer.length - size);
            if (n <= 0) {
                return false;
            }
            size += n;
            if (head < 0) {
                head = headEnd();
                whole = head < 0 ? -1 : wholeSize(head);
            }
            if (head >= 0 && (whole >= 0 ? size >= whole : endsWithLastChunk())) {
                return true;
            }
        }
    }

    private int headEnd() {
        for (int i = 3; i < size; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /** −1 for chunks. */
    private int wholeSize(int head) {
        String text = new String(buffer, 0, head, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        int at = text.indexOf("content-length:");
        if (at < 0) {
            return text.contains("transfer-encoding: chunked") ? -1 : head;
        }
        return head
                + Integer.parseInt(
                        text.substring(at + 15, text.indexOf('\r', at)).strip());
    }

    private boolean endsWithLastChunk() {
        if (size < LAST_CHUNK.length) {
            return false;
        }
        for (int i = 0; i < LAST_CHUNK.length; i++) {
            if (buffer[size - LAST_CHUNK.length + i] != LAST_CHUNK[i]) {
                return false;
            }
        }
        return true;
    }

    boolean contains(String ascii) {
        byte[] key = ascii.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i <= size - key.length; i++) {
            int j = 0;
            while (j < key.length && buffer[i + j] == key[j]) {
                j++;
            }
            if (j == key.length) {
                return true;
            }
        }
        return false;
    }
}
