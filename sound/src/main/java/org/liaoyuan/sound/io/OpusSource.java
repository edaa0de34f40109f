package org.liaoyuan.sound.io;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.SoundSource;

/**
 * Reads Opus in Ogg (RFC 7845) as it comes: one or two channels, which become one, at 48 kHz. A packet that is broken is silent for as
 * long as the one before it; a file that is cut off ends there.
 */
public final class OpusSource implements SoundSource {

    private static final SampleRate RATE = SampleRate.HZ_48000;
    /** 120 ms, the longest packet of Opus. */
    private static final int LONGEST = 5760;

    private static final int USUAL = 960;
    private static final int LEAST_HEAD = 19;
    /** What the first page has before its one packet. */
    private static final int FIRST_PAGE = 28;

    private static final byte[] MAGIC = "OpusHead".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final OggReader packets;
    private final OpusDecoder decoder;
    private final int channels;
    private final short[] decoded;
    private int at;
    private int there;
    private int last = USUAL;
    private int skipped;
    private long taken;

    /**
     * @param in is closed with this
     * @throws AudioException if it does not begin as Opus in Ogg, or has more channels than two
     */
    public OpusSource(InputStream in) {
        this.in = in;
        this.packets = new OggReader(in);
        try {
            byte[] head = packets.next();
            if (head == null || head.length < LEAST_HEAD || !begins(head)) {
                throw new AudioException("this is no Opus in Ogg: give its right format");
            }
            channels = head[9] & 0xFF;
            int mapping = head[18] & 0xFF;
            if (channels < 1 || channels > 2 || mapping != 0) {
                throw new AudioException("this Opus file has " + channels + " channels of mapping " + mapping
                        + "; one and two are read: mix it down");
            }
            ByteBuffer numbers = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
            skipped = Short.toUnsignedInt(numbers.getShort(10));
            decoder = new OpusDecoder(RATE.hertz(), channels);
            decoder.setGain(numbers.getShort(16));
            decoded = new short[LONGEST * channels];
            packets.next(); // its tags
        } catch (IOException e) {
            throw new AudioException("the Opus file can't be read: " + e.getMessage(), e);
        } catch (OpusException e) {
            throw new AudioException("Opus can't be decoded: " + e.getMessage(), e);
        }
    }

    /** Whether a file that begins with these bytes is one that this reads. */
    public static boolean isRead(byte[] file) {
        byte[] head = Arrays.copyOfRange(
                file, Math.min(FIRST_PAGE, file.length), Math.min(FIRST_PAGE + LEAST_HEAD, file.length));
        return head.length == LEAST_HEAD && begins(head) && head[9] >= 1 && head[9] <= 2 && head[18] == 0;
    }

    private static boolean begins(byte[] head) {
        return Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    @Override
    public SampleRate rate() {
        return RATE;
    }

    @Override
    public int read(float[] block) {
        int count = 0;
        while (count < block.length && (at < there || more())) {
            float sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += decoded[at * channels + c];
            }
            block[count++] = sum / channels / 32768f;
            at++;
        }
        return count;
    }

    /** Decodes the next packet that has sound which is to be heard. */
    private boolean more() {
        while (at >= there) {
            byte[] packet;
            try {
                packet = packets.next();
            } catch (IOException e) {
                throw new AudioException("the Opus file can't be read: " + e.getMessage(), e);
            }
            if (packet == null) {
                return false;
            }
            int samples = decode(packet);
            // the first samples are the coder's own, and the last page may end before its packets do
            at = (int) Math.clamp(skipped - taken, 0, samples);
            there = (int) Math.clamp(packets.end() - taken, at, samples);
            taken += samples;
        }
        return true;
    }

    private int decode(byte[] packet) {
        try {
            last = decoder.decode(packet, 0, packet.length, decoded, 0, LONGEST, false);
        } catch (OpusException | RuntimeException e) {
            Arrays.fill(decoded, (short) 0);
        }
        return last;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new AudioException("the Opus file does not close: " + e.getMessage(), e);
        }
    }
}
