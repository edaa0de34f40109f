package org.liaoyuan.server.backup.age;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.security.GeneralSecurityException;

/** Decrypts chunk by chunk; gives out nothing of a chunk that was changed, and no end but the writer's. */
final class ChunkReader extends InputStream {

    private static final int SEALED = ChunkWriter.CHUNK + Keys.TAG_BYTES;

    private final PushbackInputStream in;
    private final byte[] key;
    private byte[] text = new byte[0];
    private int at;
    private long number;
    private boolean last;

    ChunkReader(InputStream in, byte[] key) {
        this.in = new PushbackInputStream(in, 1);
        this.key = key;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == text.length) {
            if (last) {
                return -1;
            }
            next();
        }
        int part = Math.min(length, text.length - at);
        System.arraycopy(text, at, into, offset, part);
        at += part;
        return part;
    }

    private void next() throws IOException {
        byte[] sealed = in.readNBytes(SEALED);
        int following = in.read();
        last = following < 0;
        if (!last) {
            in.unread(following);
        }
        try {
            text = Keys.open(key, Keys.chunkNonce(number++, last), sealed, sealed.length);
        } catch (GeneralSecurityException e) {
            throw new AgeException("the encrypted file was changed or cut in its block " + number);
        }
        if (last && text.length == 0 && number > 1) {
            throw new AgeException("the encrypted file ends with an empty block");
        }
        at = 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
