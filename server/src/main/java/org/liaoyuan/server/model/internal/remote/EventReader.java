package org.liaoyuan.server.model.internal.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads server-sent events (WHATWG HTML, section 9.2) from bytes of strangers. Only {@code data} is given on; comments and the
 * other fields are skipped; a line that is neither, or longer than {@link #MOST_LINE}, is an error.
 */
final class EventReader {

    static final int MOST_LINE = 4 << 20;

    private static final String[] OTHERS = {"event", "id", "retry"};
    private static final int FIRST_SIZE = 8192;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_SIZE];
    /** What is read and not given on lies from here … */
    private int from;
    /** … to here. */
    private int to;

    EventReader(InputStream in) {
        this.in = in;
    }

    /** The data of the next event; empty at the end. An event cut off by the end is dropped, as the standard asks. */
    Optional<byte[]> next() throws IOException {
        byte[] data = null;
        for (int end = line(); end >= 0; end = line()) {
            int start = from;
            from = end + 1;
            int stop = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
            if (stop == start) {
                if (data != null) {
                    return Optional.of(data);
                }
            } else if (isData(start, stop)) {
                int at = start + 5 < stop && buffer[start + 5] == ' ' ? start + 6 : Math.min(start + 5, stop);
                data = data == null ? Arrays.copyOfRange(buffer, at, stop) : joined(data, at, stop);
            } else {
                requireOther(start, stop);
            }
        }
        return Optional.empty();
    }

    /** Whether a whole event has been read already, so that {@link #next()} will not wait. */
    boolean hasNext() {
        for (int i = from; i < to - 1; i++) {
            if (buffer[i] == '\n'
                    && (buffer[i + 1] == '\n' || buffer[i + 1] == '\r' && i + 2 < to && buffer[i + 2] == '\n')) {
                return true;
            }
        }
        return false;
    }

    /** The index of the newline that ends the line at {@link #from}; −1 at the end. */
    private int line() throws IOException {
        int looked = from;
        while (true) {
            for (int i = looked; i < to; i++) {
                if (buffer[i] == '\n') {
                    return i;
                }
            }
            looked = to;
            if (to - from > MOST_LINE) {
                throw new ProtocolException("a line of its events is longer than " + MOST_LINE + " bytes");
            }
            if (to == buffer.length) {
                looked -= makeRoom();
            }
            int n = in.read(buffer, to, buffer.length - to);
            if (n < 0) {
                return -1;
            }
            to += n;
        }
    }

    /** Moves what is left to the front, or takes a larger buffer; returns how far it moved. */
    private int makeRoom() {
        int moved = from;
        byte[] target = from > buffer.length / 2 ? buffer : new byte[buffer.length * 2];
        System.arraycopy(buffer, from, target, 0, to - from);
        buffer = target;
        to -= from;
        from = 0;
        return moved;
    }

    private boolean isData(int start, int stop) {
        return stop - start >= 4
                && buffer[start] == 'd'
                && buffer[start + 1] == 'a'
                && buffer[start + 2] == 't'
                && buffer[start + 3] == 'a'
                && (stop - start == 4 || buffer[start + 4] == ':');
    }

    private void requireOther(int start, int stop) throws ProtocolException {
        if (buffer[start] == ':') {
            return;
        }
        String line = new String(buffer, start, Math.min(stop - start, 40), StandardCharsets.UTF_8);
        for (String field : OTHERS) {
            if (line.equals(field) || line.startsWith(field + ":")) {
                return;
            }
        }
        throw new ProtocolException("a line of its events begins with '" + line.replaceAll("\\p{Cntrl}", "?") + "'");
    }

    private byte[] joined(byte[] first, int at, int stop) throws ProtocolException {
        if (first.length + stop - at > MOST_LINE) {
            throw new ProtocolException("one of its events is longer than " + MOST_LINE + " bytes");
        }
        byte[] both = Arrays.copyOf(first, first.length + 1 + stop - at);
        both[first.length] = '\n';
        System.arraycopy(buffer, at, both, first.length + 1, stop - at);
        return both;
    }
}
