package org.liaoyuan.engine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Turns the bytes of tokens into text that may be shown: never a part of a character, never a part of a stop string.
 * Malformed bytes become U+FFFD. Not thread-safe.
 */
final class TextAssembler {

    private static final int LONGEST_CHARACTER = 4;

    private final List<String> stops;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer bytes = ByteBuffer.allocate(64);
    private final StringBuilder held = new StringBuilder();
    private boolean stopped;

    TextAssembler(List<String> stops) {
        this.stops = stops;
    }

    /** Whether a stop string was met: nothing more comes then. */
    boolean stopped() {
        return stopped;
    }

    /** Adds a token's bytes and returns the text that has become certain. */
    String append(byte[] token) {
        if (stopped) {
            return "";
        }
        if (bytes.remaining() < token.length) {
            bytes = ByteBuffer.allocate(token.length + LONGEST_CHARACTER + 64).put(bytes.flip());
        }
        bytes.put(token);
        decode(false);
        return release();
    }

    /** The rest: an unfinished character as U+FFFD, and what was held back as the possible start of a stop string. */
    String finish() {
        if (stopped) {
            return "";
        }
        decode(true);
        String ready = release();
        if (stopped) {
            return ready;
        }
        String rest = ready + held;
        held.setLength(0);
        return rest;
    }

    private void decode(boolean end) {
        bytes.flip();
        CharBuffer out = CharBuffer.allocate(bytes.remaining() + 2);
        decoder.decode(bytes, out, end);
        if (end) {
            decoder.flush(out);
        }
        bytes.compact();
        held.append(out.flip());
    }

    private String release() {
        int cut = firstStop();
        if (cut >= 0) {
            stopped = true;
            String text = held.substring(0, cut);
            held.setLength(0);
            return text;
        }
        int safe = held.length() - possibleStopLength();
        String text = held.substring(0, safe);
        held.delete(0, safe);
        return text;
    }

    private int firstStop() {
        int first = -1;
        for (String stop : stops) {
            int at = held.indexOf(stop);
            if (at >= 0 && (first < 0 || at < first)) {
                first = at;
            }
        }
        return first;
    }

    /** Length of the longest end of the held text that a stop string could begin with. */
    private int possibleStopLength() {
        int longest = 0;
        for (String stop : stops) {
            for (int n = Math.min(stop.length() - 1, held.length()); n > longest; n--) {
                if (stop.startsWith(held.substring(held.length() - n))) {
                    longest = n;
                }
            }
        }
        return longest;
    }
}
