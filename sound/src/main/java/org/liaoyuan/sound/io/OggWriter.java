package org.liaoyuan.sound.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes packets as the one stream of an Ogg file (RFC 3533). */
final class OggWriter {

    private static final int MOST_LENGTHS = 255;
    private static final int FIRST = 2;
    private static final int LAST = 4;

    private final OutputStream out;
    private final int serial;
    private final ByteArrayOutputStream lengths = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private int pages;

    OggWriter(OutputStream out, int serial) {
        this.out = out;
        this.serial = serial;
    }

    /** Whether a packet of so many bytes still goes into the page. */
    boolean hasRoom(int bytes) {
        return lengths.size() + bytes / 255 + 1 <= MOST_LENGTHS;
    }

    void packet(byte[] bytes, int count) {
        for (int left = count; left >= 255; left -= 255) {
            lengths.write(255);
        }
        lengths.write(count % 255);
        data.write(bytes, 0, count);
    }

    /**
     * Ends the page, and has it sent.
     *
     * @param position samples until its end
     */
    void page(long position, boolean last) throws IOException {
        byte[] table = lengths.toByteArray();
        byte[] content = data.toByteArray();
        ByteBuffer head = ByteBuffer.allocate(27)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'O', 'g', 'g', 'S', 0, (byte) ((pages == 0 ? FIRST : 0) | (last ? LAST : 0))})
                .putLong(position)
                .putInt(serial)
                .putInt(pages++)
                .putInt(0)
                .put((byte) table.length);
        head.putInt(22, OggChecksum.of(head.array(), table, content));
        out.write(head.array());
        out.write(table);
        out.write(content);
        out.flush();
        lengths.reset();
        data.reset();
    }
}
