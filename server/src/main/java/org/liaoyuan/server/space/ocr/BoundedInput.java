package org.liaoyuan.server.space.ocr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A picture's bytes for a decoder that may have lost its way: some read on past the end of a damaged file, for hours. One that asks
 * there too often, works too long or is interrupted gets an exception that is no {@link IOException}, as decoders catch those.
 */
final class BoundedInput extends ImageInputStreamImpl {

    private static final int MOST_PAST_END = 4096;
    private static final int READS_BETWEEN_LOOKS = 1 << 16;
    private static final Duration MOST_AT_ONCE = Duration.ofSeconds(60);

    private final SeekableByteChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 14).limit(0);
    private long bufferStart;
    private int pastEnd;
    private int reads;
    private long end;

    BoundedInput(SeekableByteChannel file) {
        this.file = file;
        begin();
    }

    /** Another piece of work has its own time. */
    void begin() {
        end = System.nanoTime() + MOST_AT_ONCE.toNanos();
        pastEnd = 0;
    }

    @Override
    public int read() throws IOException {
        if (!fill()) {
            return -1;
        }
        int one = buffer.get((int) (streamPos - bufferStart)) & 0xff;
        streamPos++;
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int from = (int) (streamPos - bufferStart);
        int count = Math.min(length, buffer.limit() - from);
        buffer.get(from, into, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        try {
            return file.size();
        } catch (IOException e) {
            return -1;
        }
    }

    /** @return whether the next byte is in the buffer; otherwise the file has ended */
    private boolean fill() throws IOException {
        checkClosed();
        bitOffset = 0;
        if (++reads % READS_BETWEEN_LOOKS == 0) {
            look();
        }
        if (streamPos >= bufferStart && streamPos < bufferStart + buffer.limit()) {
            return true;
        }
        file.position(streamPos);
        buffer.clear();
        int got = file.read(buffer);
        buffer.flip();
        bufferStart = streamPos;
        if (got > 0) {
            return true;
        }
        if (++pastEnd > MOST_PAST_END) {
            throw new IllegalStateException("the picture breaks off");
        }
        return false;
    }

    private void look() {
        if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("decoding the picture took too long");
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        file.close();
    }
}
