package org.liaoyuan.sound.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.SampleRate;

/**
 * Reads RIFF/WAVE (Microsoft and IBM, Multimedia Programming Interface 1.0; extensible format and RF64 are EBU Tech 3306): integers of
 * 8, 16, 24 and 32 bits, floats of 32 and 64. What the head claims is believed only as far as bytes follow; a length of 0 or
 * 0xFFFFFFFF, as streaming writers leave it, means "to the end".
 */
final class WavReader {

    private static final int RIFF = 0x46464952;
    private static final int RF64 = 0x34364652;
    private static final int WAVE = 0x45564157;
    private static final int FORMAT = 0x20746d66;
    private static final int DATA = 0x61746164;
    private static final int INTEGER = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int MOST_CHANNELS = 32;
    private static final int MOST_CHUNKS = 1_000;
    private static final long UNKNOWN = 0xFFFF_FFFFL;

    private record Format(int kind, int channels, SampleRate rate, int bits, int frame) {}

    private final InputStream in;
    private final long mostSamples;

    /** @param mostSamples of all channels together, that are kept in memory */
    WavReader(InputStream in, long mostSamples) {
        this.in = in;
        this.mostSamples = mostSamples;
    }

    Recording read() throws IOException {
        byte[] head = exactly(12, "its head");
        int kind = integer(head, 0);
        if ((kind != RIFF && kind != RF64) || integer(head, 8) != WAVE) {
            throw new AudioException(
                    "this is no WAV file: it does not begin with RIFF … WAVE; convert it to WAV, or give its right format");
        }
        Format format = null;
        for (int chunk = 0; chunk < MOST_CHUNKS; chunk++) {
            byte[] name = exactly(8, format == null ? "the chunk 'fmt '" : "the chunk 'data'");
            long length = integer(name, 4) & 0xFFFF_FFFFL;
            switch (integer(name, 0)) {
                case FORMAT -> format = format(length);
                case DATA -> {
                    if (format == null) {
                        throw new AudioException(
                                "this WAV file has sound before it says in which format ('fmt ' is missing); write it anew");
                    }
                    return data(format, length);
                }
                default -> skip(length + (length & 1));
            }
        }
        throw new AudioException(
                "this WAV file has more than " + MOST_CHUNKS + " chunks and none of them is 'data'; write it anew");
    }

    private Format format(long length) throws IOException {
        if (length < 16 || length > 4_096) {
            throw new AudioException("this WAV file's 'fmt ' has " + length + " bytes; 16 to 4096 are expected");
        }
        byte[] bytes = exactly((int) (length + (length & 1)), "'fmt '");
        int kind = shortAt(bytes, 0);
        int channels = shortAt(bytes, 2);
        int hertz = integer(bytes, 4);
        int frame = shortAt(bytes, 12);
        int bits = shortAt(bytes, 14);
        if (kind == EXTENSIBLE && length >= 40) {
            kind = shortAt(bytes, 24);
        }
        if (channels < 1 || channels > MOST_CHANNELS) {
            throw new AudioException(
                    "this WAV file has " + channels + " channels; 1 to " + MOST_CHANNELS + " are supported");
        }
        boolean known = (kind == INTEGER && (bits == 8 || bits == 16 || bits == 24 || bits == 32))
                || (kind == FLOAT && (bits == 32 || bits == 64));
        if (!known || frame != channels * bits / 8) {
            throw new AudioException(
                    "this WAV file has samples of kind " + kind + " with " + bits + " bits in frames of " + frame
                            + " bytes; integers of 8, 16, 24, 32 bits and floats of 32, 64 are supported: convert it to 16 bits");
        }
        return new Format(kind, channels, new SampleRate(hertz), bits, frame);
    }

    private Recording data(Format format, long length) throws IOException {
        boolean toTheEnd = length == UNKNOWN || length == 0;
        long frames = toTheEnd ? Long.MAX_VALUE : length / format.frame();
        long most = mostSamples / format.channels();
        byte[] bytes = new byte[format.frame() * 4_096];
        float[][] channels = new float[format.channels()][(int) Math.min(Math.min(frames, most), 1 << 16)];
        int count = 0;
        while (count < frames) {
            int wanted = (int) Math.min(frames - count, 4_096);
            int got = in.readNBytes(bytes, 0, wanted * format.frame()) / format.frame();
            if (count + got > most) {
                throw new AudioException("this WAV file is longer than "
                        + Math.round(format.rate().seconds(most)) + " s, which is as much as is taken here: cut it");
            }
            if (count + got > channels[0].length) {
                int room = (int) Math.min(most, Math.max(count + got, channels[0].length * 2L));
                for (int c = 0; c < channels.length; c++) {
                    channels[c] = Arrays.copyOf(channels[c], room);
                }
            }
            unpack(format, bytes, got, channels, count);
            count += got;
            if (got < wanted) {
                break;
            }
        }
        for (int c = 0; c < channels.length; c++) {
            channels[c] = Arrays.copyOf(channels[c], count);
        }
        return new Recording(format.rate(), channels, toTheEnd || count == frames);
    }

    private static void unpack(Format format, byte[] bytes, int frames, float[][] channels, int start) {
        int width = format.bits() / 8;
        for (int frame = 0; frame < frames; frame++) {
            for (int c = 0; c < channels.length; c++) {
                channels[c][start + frame] = sample(format, bytes, frame * format.frame() + c * width);
            }
        }
    }

    private static float sample(Format format, byte[] bytes, int at) {
        if (format.kind() == FLOAT) {
            double value = format.bits() == 32
                    ? Float.intBitsToFloat(integer(bytes, at))
                    : Double.longBitsToDouble(
                            (integer(bytes, at) & 0xFFFF_FFFFL) | (long) integer(bytes, at + 4) << 32);
            // a number that is none, or far beyond full scale, is no sound
            return Double.isFinite(value) ? (float) Math.clamp(value, -16, 16) : 0;
        }
        return switch (format.bits()) {
            case 8 -> ((bytes[at] & 0xFF) - 128) / 128f;
            case 16 -> (short) shortAt(bytes, at) / 32_768f;
            case 24 -> ((bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF) << 16 | bytes[at + 2] << 24) / 2_147_483_648f;
            default -> integer(bytes, at) / 2_147_483_648f;
        };
    }

    private void skip(long length) throws IOException {
        try {
            in.skipNBytes(length);
        } catch (EOFException e) {
            throw truncated("a chunk that is not sound");
        }
    }

    private byte[] exactly(int length, String what) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw truncated(what);
        }
        return bytes;
    }

    private static AudioException truncated(String what) {
        return new AudioException("this WAV file ends before " + what + " does: it was cut off; send it again");
    }

    private static int shortAt(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
    }

    private static int integer(byte[] bytes, int at) {
        return shortAt(bytes, at) | shortAt(bytes, at + 2) << 16;
    }
}
