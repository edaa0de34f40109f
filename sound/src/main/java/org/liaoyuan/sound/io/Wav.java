package org.liaoyuan.sound.io;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;

/** WAV files, read and written. */
public final class Wav {

    /** An hour at 48 kHz, or three at 16 kHz: 690 MB of memory. */
    public static final long MOST_SAMPLES = 48_000L * 3_600;

    private static final int HEAD = 44;

    private Wav() {}

    /**
     * Reads a whole file.
     *
     * @param mostSamples of all channels together; more is an error
     * @throws AudioException if it is none, in a format that is not supported, too long or cut off before its sound
     */
    public static Recording read(InputStream in, long mostSamples) throws IOException {
        return new WavReader(in, mostSamples).read();
    }

    public static Recording read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(in, MOST_SAMPLES);
        } catch (IOException e) {
            throw new AudioException(file.getFileName() + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Writes 16 bits a sample, clipped at full scale. */
    public static void write(Path file, Clip clip) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(out, clip);
        } catch (IOException e) {
            throw new AudioException(file.getFileName() + " can't be written: " + e.getMessage(), e);
        }
    }

    public static void write(OutputStream out, Clip clip) throws IOException {
        out.write(head(clip.rate(), 1, 16, clip.length() * 2L));
        out.write(pcm16(clip.samples(), clip.length()));
    }

    /** Writes floats of 32 bits, one channel or more of the same length: nothing is clipped or rounded. */
    public static void writeFloats(OutputStream out, SampleRate rate, float[]... channels) throws IOException {
        int frames = channels[0].length;
        out.write(head(rate, channels.length, 32, 4L * frames * channels.length));
        ByteBuffer frame = ByteBuffer.allocate(4 * channels.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < frames; i++) {
            frame.clear();
            for (float[] channel : channels) {
                frame.putFloat(channel[i]);
            }
            out.write(frame.array());
        }
    }

    /** A whole file in memory, 16 bits. */
    public static byte[] bytes(Clip clip) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(HEAD + 2 * clip.length());
        try {
            write(out, clip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * The head of a file, for sound that is written as it comes.
     *
     * @param bits 16 for integers, 32 for floats
     * @param dataBytes of sound; a negative number if that is not known yet
     */
    public static byte[] head(SampleRate rate, int channels, int bits, long dataBytes) {
        boolean known = dataBytes >= 0 && dataBytes <= 0xFFFF_FFFFL - HEAD;
        int frame = channels * bits / 8;
        ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(0x46464952)
                .putInt(known ? (int) (dataBytes + HEAD - 8) : -1)
                .putInt(0x45564157);
        head.putInt(0x20746d66)
                .putInt(16)
                .putShort((short) (bits == 32 ? 3 : 1))
                .putShort((short) channels);
        head.putInt(rate.hertz())
                .putInt(rate.hertz() * frame)
                .putShort((short) frame)
                .putShort((short) bits);
        head.putInt(0x61746164).putInt(known ? (int) dataBytes : -1);
        return head.array();
    }

    /** Samples as 16-bit integers, little-endian, clipped at full scale. */
    public static byte[] pcm16(float[] samples, int length) {
        byte[] bytes = new byte[2 * length];
        for (int i = 0; i < length; i++) {
            int value = Math.clamp(Math.round(samples[i] * 32_767f), -32_768, 32_767);
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        return bytes;
    }

    /**
     * 16-bit integers, little-endian, as samples.
     *
     * @throws AudioException if the number of bytes is odd
     */
    public static float[] samples16(byte[] pcm) {
        if (pcm.length % 2 != 0) {
            throw new AudioException(pcm.length + " bytes are no 16-bit samples: give an even number of bytes");
        }
        float[] samples = new float[pcm.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) ((pcm[2 * i] & 0xFF) | pcm[2 * i + 1] << 8) / 32_768f;
        }
        return samples;
    }
}
