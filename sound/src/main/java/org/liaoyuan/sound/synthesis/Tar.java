package org.liaoyuan.sound.synthesis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.liaoyuan.sound.AudioException;

/**
 * A tar archive (POSIX ustar), read once from front to back: what is wanted is handed over, the rest is skipped. The number of entries
 * and the size of each that is wanted are bounded.
 */
final class Tar {

    private static final int BLOCK = 512;
    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_SKIPPED = 1L << 30;

    private Tar() {}

    /** @param mostBytes of an entry that is wanted */
    static void read(InputStream in, int mostBytes, Predicate<String> wanted, BiConsumer<String, byte[]> sink)
            throws IOException {
        byte[] head = new byte[BLOCK];
        for (int entries = 0; in.readNBytes(head, 0, BLOCK) == BLOCK && head[0] != 0; entries++) {
            if (entries == MOST_ENTRIES) {
                throw new AudioException("a package of more than " + MOST_ENTRIES + " files is not read");
            }
            String name = text(head, 0, 100);
            long size = octal(head, 124, 12);
            boolean isFile = head[156] == '0' || head[156] == 0;
            if (isFile && wanted.test(name)) {
                if (size > mostBytes) {
                    throw new AudioException(
                            name + " has " + size + " bytes, more than " + mostBytes + ": it is not what is expected");
                }
                byte[] bytes = in.readNBytes((int) size);
                if (bytes.length < size) {
                    throw new AudioException(name + " is cut off after " + bytes.length + " of " + size
                            + " bytes: fetch the package again");
                }
                sink.accept(name, bytes);
            } else {
                skip(in, size);
            }
            skip(in, (BLOCK - size % BLOCK) % BLOCK);
        }
    }

    private static void skip(InputStream in, long bytes) throws IOException {
        if (bytes > MOST_SKIPPED) {
            throw new AudioException("a file of " + bytes + " bytes in the package is not read");
        }
        in.skipNBytes(bytes);
    }

    private static String text(byte[] head, int from, int most) {
        int length = 0;
        while (length < most && head[from + length] != 0) {
            length++;
        }
        return new String(head, from, length, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] head, int from, int length) {
        long value = 0;
        for (int i = from; i < from + length; i++) {
            int digit = head[i] - '0';
            if (digit >= 0 && digit < 8) {
                value = value * 8 + digit;
            } else if (head[i] != ' ' && head[i] != 0) {
                throw new AudioException("the package is no tar archive: a size has the byte " + head[i] + " in it");
            }
        }
        return value;
    }
}
