package org.liaoyuan.server.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a program says: its beginning is kept, the rest is thrown away. Written by one thread, read by another. */
final class Output extends OutputStream {

    static final int MOST = 64 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean isCut;

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        int fits = Math.min(length, MOST - kept.size());
        kept.write(bytes, from, fits);
        isCut |= fits < length;
    }

    void say(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    /** With a last line that says so where it was cut. */
    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8) + (isCut ? "\n… (more was thrown away)" : "");
    }
}
