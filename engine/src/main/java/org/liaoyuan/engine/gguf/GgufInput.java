package org.liaoyuan.engine.gguf;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.liaoyuan.engine.InvalidModelException;

/** Little-endian reading from a file through a small buffer; knows where it is and never reads past the end. */
final class GgufInput implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    /** Place in the file of the byte after the buffer's last. */
    private long loaded;

    GgufInput(Path path) throws IOException {
        this.path = path;
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
        this.size = channel.size();
    }

    long size() {
        return size;
    }

    long position() {
        return loaded - buffer.remaining();
    }

    long remaining() {
        return size - position();
    }

    int readByte(String what) throws IOException {
        require(1, what);
        return buffer.get() & 0xff;
    }

    int readShort(String what) throws IOException {
        require(2, what);
        return buffer.getShort() & 0xffff;
    }

    int readInt(String what) throws IOException {
        require(4, what);
        return buffer.getInt();
    }

    long readLong(String what) throws IOException {
        require(8, what);
        return buffer.getLong();
    }

    /** A count or length that must be at least 0 and at most {@code most}. */
    long readCount(long most, String what) throws IOException {
        long count = readLong(what);
        if (count < 0 || count > most) {
            throw invalid(what + " is " + Long.toUnsignedString(count) + "; at most " + most + " can be right here");
        }
        return count;
    }

    /** A string of at most {@code most} bytes, and no longer than what is left of the file. */
    String readString(int most, String what) throws IOException {
        int length = (int) readCount(Math.min(most, Math.max(0, remaining() - 8)), "the length of " + what);
        byte[] bytes = new byte[length];
        int done = 0;
        while (done < length) {
            require(1, what);
            int part = Math.min(length - done, buffer.remaining());
            buffer.get(bytes, done, part);
            done += part;
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void skip(long bytes, String what) throws IOException {
        if (bytes < 0 || bytes > remaining()) {
            throw truncated(what, bytes);
        }
        if (bytes <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) bytes);
        } else {
            loaded = position() + bytes;
            buffer.limit(0);
        }
    }

    InvalidModelException invalid(String problem) {
        return new InvalidModelException(path + " is not a usable GGUF file: " + problem + " (at byte " + position()
                + " of " + size + "). Fetch the file again, or choose another one");
    }

    private void require(int bytes, String what) throws IOException {
        if (buffer.remaining() >= bytes) {
            return;
        }
        if (remaining() < bytes) {
            throw truncated(what, bytes);
        }
        buffer.compact();
        while (buffer.position() < bytes) {
            int read = channel.read(buffer, loaded);
            if (read < 0) {
                buffer.flip();
                throw truncated(what, bytes);
            }
            loaded += read;
        }
        buffer.flip();
    }

    private InvalidModelException truncated(String what, long bytes) {
        return invalid("the file ends inside " + what + ", where " + bytes + " more bytes are needed");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
