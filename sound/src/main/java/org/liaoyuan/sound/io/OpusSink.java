package org.liaoyuan.sound.io;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.SoundSink;

/** Writes speech as Opus in Ogg (RFC 7845) as it comes: one channel, 48 kbit/s, packets of 20 ms, a page each 100 ms. */
public final class OpusSink implements SoundSink {

    private static final Set<Integer> RATES = Set.of(8_000, 12_000, 16_000, 24_000, 48_000);
    private static final int HERTZ = 48_000;
    private static final int BITS_A_SECOND = 48_000;
    private static final int PACKETS_A_PAGE = 5;
    private static final int LARGEST_PACKET = 1275;
    private static final String MAKER = "liaoyuan";

    private final SampleRate rate;
    private final OutputStream out;
    private final OpusEncoder encoder;
    private final OggWriter ogg;
    private final int frame;
    private final int skip;
    private final short[] pending;
    private final byte[] packet = new byte[LARGEST_PACKET];
    private int waiting;
    private int packets;
    private long written;
    private long encoded;
    private boolean closed;

    /**
     * @param rate 8, 12, 16, 24 or 48 kHz
     * @param out is closed with this
     * @throws AudioException if it is another rate, or can't be written to
     */
    public OpusSink(SampleRate rate, OutputStream out) {
        if (!takes(rate)) {
            throw new AudioException(
                    "Opus is not written at " + rate.hertz() + " Hz: give 8000, 12000, 16000, 24000 or 48000");
        }
        this.rate = rate;
        this.out = out;
        this.frame = rate.samples(0.02);
        this.pending = new short[frame];
        try {
            encoder = new OpusEncoder(rate.hertz(), 1, OpusApplication.OPUS_APPLICATION_AUDIO);
            encoder.setBitrate(BITS_A_SECOND);
            skip = encoder.getLookahead() * (HERTZ / rate.hertz());
            // one stream a file: any number tells it apart
            ogg = new OggWriter(out, MAKER.hashCode());
            head();
        } catch (OpusException e) {
            throw new AudioException("Opus is not written at " + rate.hertz() + " Hz: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new AudioException("the Opus file can't be written: " + e.getMessage(), e);
        }
    }

    /** Whether it is one of Opus's rates. */
    public static boolean takes(SampleRate rate) {
        return RATES.contains(rate.hertz());
    }

    private void head() throws IOException {
        byte[] head = ByteBuffer.allocate(19)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusHead".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 1)
                .putShort((short) skip)
                .putInt(rate.hertz())
                .putShort((short) 0)
                .put((byte) 0)
                .array();
        ogg.packet(head, head.length);
        ogg.page(0, false);
        byte[] maker = MAKER.getBytes(StandardCharsets.UTF_8);
        byte[] tags = ByteBuffer.allocate(16 + maker.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusTags".getBytes(StandardCharsets.US_ASCII))
                .putInt(maker.length)
                .put(maker)
                .putInt(0)
                .array();
        ogg.packet(tags, tags.length);
        ogg.page(0, false);
    }

    @Override
    public SampleRate rate() {
        return rate;
    }

    @Override
    public void write(float[] block, int length) {
        for (int i = 0; i < length; i++) {
            pending[waiting++] = (short) Math.clamp(Math.round(block[i] * 32768f), Short.MIN_VALUE, Short.MAX_VALUE);
            if (waiting == frame) {
                encode(false);
            }
        }
        written += length;
    }

    private void encode(boolean last) {
        try {
            int bytes = encoder.encode(pending, 0, frame, packet, 0, packet.length);
            waiting = 0;
            encoded += frame;
            ogg.packet(packet, bytes);
            packets++;
            if (last) {
                ogg.page(skip + written * (HERTZ / rate.hertz()), true);
            } else if (packets % PACKETS_A_PAGE == 0 || !ogg.hasRoom(LARGEST_PACKET)) {
                ogg.page(encoded * (HERTZ / rate.hertz()), false);
            }
        } catch (OpusException e) {
            throw new AudioException("sound can't be written as Opus: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new AudioException("the Opus file can't be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            // the coder is late: as much silence brings out the end of the sound
            long whole = written + skip / (HERTZ / rate.hertz());
            do {
                Arrays.fill(pending, waiting, frame, (short) 0);
                encode(encoded + frame >= whole);
            } while (encoded < whole);
        } catch (IOException e) {
            throw new AudioException("the Opus file can't be written: " + e.getMessage(), e);
        }
    }
}
