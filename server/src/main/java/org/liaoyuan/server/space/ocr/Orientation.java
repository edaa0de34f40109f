package org.liaoyuan.server.space.ocr;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a camera was held, from the Exif data of a JPEG (CIPA DC-008, tag 0x0112): 1 is upright, 1 to 8 are all ways to hold it. */
final class Orientation {

    private static final int TAG = 0x0112;

    /** Exif data stands near the beginning, in a segment of at most 64 kB. */
    private static final int MOST = 1 << 18;

    private Orientation() {}

    /** 1 where nothing, or nothing sensible, is said. */
    static int of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(MOST));
        }
    }

    static int of(byte[] start) {
        try {
            return segments(ByteBuffer.wrap(start));
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            return 1; // it breaks off
        }
    }

    private static int segments(ByteBuffer jpeg) {
        if ((jpeg.getShort() & 0xffff) != 0xffd8) {
            return 1;
        }
        while (true) {
            int marker = jpeg.getShort() & 0xffff;
            if (marker < 0xffe0 || marker > 0xfffe) {
                return 1; // the picture itself begins
            }
            int length = jpeg.getShort() & 0xffff;
            int next = jpeg.position() + Math.max(0, length - 2);
            // "Exif", and two bytes 0
            if (marker == 0xffe1 && length > 14 && jpeg.getInt() == 0x45786966 && jpeg.getShort() == 0) {
                return directory(jpeg.slice(jpeg.position(), Math.min(length - 8, jpeg.remaining())));
            }
            if (next > jpeg.limit()) {
                return 1;
            }
            jpeg.position(next);
        }
    }

    private static int directory(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int at = tiff.getInt(4);
        int entries = tiff.getShort(at) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = at + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xffff) == TAG) {
                int value = tiff.getShort(entry + 8) & 0xffff;
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }

    /** Upright. */
    static Pixels turned(Pixels from, int orientation) {
        if (orientation == 1) {
            return from;
        }
        int w = from.width();
        int h = from.height();
        boolean swaps = orientation > 4;
        int toWidth = swaps ? h : w;
        int toHeight = swaps ? w : h;
        int[] to = new int[w * h];
        for (int y = 0; y < toHeight; y++) {
            for (int x = 0; x < toWidth; x++) {
                int fromX = switch (orientation) {
                    case 2, 3 -> w - 1 - x;
                    case 5, 6 -> y;
                    case 7, 8 -> w - 1 - y;
                    default -> x;
                };
                int fromY = switch (orientation) {
                    case 3, 4 -> h - 1 - y;
                    case 5, 8 -> x;
                    case 6, 7 -> h - 1 - x;
                    default -> y;
                };
                to[y * toWidth + x] = from.rgb()[fromY * w + fromX];
            }
        }
        return new Pixels(toWidth, toHeight, to);
    }
}
