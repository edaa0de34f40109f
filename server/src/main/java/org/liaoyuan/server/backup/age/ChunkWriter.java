package org.liaoyuan.server.backup.age;

import java.io.IOException;
import java.io.OutputStream;

/** Encrypts chunk by chunk. The last one says so, so that a cut file is known to be one. */
final class ChunkWriter extends OutputStream {

    static final int CHUNK = 64 * 1024;

    private final OutputStream out;
    private final byte[] key;
    private final byte[] chunk = new byte[CHUNK];
    private int filled;
    private long number;
    private boolean closed;

    ChunkWriter(OutputStream out, byte[] key) {
        this.out = out;
        this.key = key;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == CHUNK) {
                // only when more comes is it known not to be the last
                flushChunk(false);
            }
            int part = Math.min(left, CHUNK - filled);
            System.arraycopy(bytes, from, chunk, filled, part);
            filled += part;
            from += part;
            left -= part;
        }
    }

    private void flushChunk(boolean last) throws IOException {
        out.write(Keys.seal(key, Keys.chunkNonce(number++, last), chunk, filled));
        filled = 0;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try (out) {
                flushChunk(true);
            }
        }
    }
}
