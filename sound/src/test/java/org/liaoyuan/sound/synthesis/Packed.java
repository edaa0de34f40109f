package org.liaoyuan.sound.synthesis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Small packages as a registry would give them. */
final class Packed {

    private Packed() {}

    static byte[] tar(String name, byte[] content, long statedSize) {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        byte[] head = new byte[512];
        byte[] letters = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(letters, 0, head, 0, letters.length);
        byte[] size = String.format("%011o", statedSize).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, head, 124, size.length);
        head[156] = '0';
        tar.writeBytes(head);
        tar.writeBytes(content);
        tar.writeBytes(new byte[(512 - content.length % 512) % 512]);
        tar.writeBytes(new byte[1024]);
        return tar.toByteArray();
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }
}
