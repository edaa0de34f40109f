package org.liaoyuan.sound.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The packets of the first stream of an Ogg file (RFC 3533). A page whose checksum is wrong is left out; what is no page ends the file,
 * as does a page that is cut off. Of a packet that is longer than any of Opus the beginning is kept.
 */
final class OggReader {

    static final int LONGEST_PACKET = 1 << 16;

    private static final int HEAD = 27;
    private static final int CONTINUED = 1;
    private static final int LAST = 4;

    private final InputStream in;
    private final Deque<byte[]> packets = new ArrayDeque<>();
    private byte[] open = new byte[0];
    private boolean begun;
    private int serial;
    private long end = Long.MAX_VALUE;
    private boolean ended;

    OggReader(InputStream in) {
        this.in = in;
    }

    /** The next packet, or null after the last one. */
    byte @Nullable [] next() throws IOException {
        while (packets.isEmpty() && !ended) {
            page();
        }
        return packets.poll();
    }

    /** Samples of the whole stream, where its last page has been read and says so; else the largest number. */
    long end() {
        return end;
    }

    private void page() throws IOException {
        byte[] head = in.readNBytes(HEAD);
        if (head.length < HEAD
                || head[0] != 'O'
                || head[1] != 'g'
                || head[2] != 'g'
                || head[3] != 'S'
                || head[4] != 0) {
            ended = true;
            return;
        }
        byte[] lengths = in.readNBytes(head[26] & 0xFF);
        int size = 0;
        for (byte length : lengths) {
            size += length & 0xFF;
        }
        byte[] data = in.readNBytes(size);
        if (lengths.length < (head[26] & 0xFF) || data.length < size) {
            ended = true;
            return;
        }
        if (OggChecksum.of(head, lengths, data) != integer(head, 22)) {
            open = new byte[0];
            return;
        }
        int from = integer(head, 14);
        if (!begun) {
            begun = true;
            serial = from;
        }
        if (from == serial) {
            take(head, lengths, data);
        }
    }

    private void take(byte[] head, byte[] lengths, byte[] data) {
        // the end of a packet whose beginning was lost is no packet
        boolean lost = (head[5] & CONTINUED) != 0 && open.length == 0;
        if ((head[5] & CONTINUED) == 0) {
            open = new byte[0];
        }
        int at = 0;
        for (byte length : lengths) {
            int count = length & 0xFF;
            int kept = Math.min(count, LONGEST_PACKET - open.length);
            int old = open.length;
            open = Arrays.copyOf(open, old + kept);
            System.arraycopy(data, at, open, old, kept);
            at += count;
            if (count < 255) {
                if (!lost) {
                    packets.add(open);
                }
                lost = false;
                open = new byte[0];
            }
        }
        if ((head[5] & LAST) != 0) {
            ended = true;
            long samples = integer(head, 6) & 0xFFFF_FFFFL | (long) integer(head, 10) << 32;
            end = samples < 0 ? Long.MAX_VALUE : samples;
        }
    }

    private static int integer(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
    }
}
