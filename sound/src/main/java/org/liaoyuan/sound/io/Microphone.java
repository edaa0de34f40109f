package org.liaoyuan.sound.io;

import java.util.concurrent.atomic.AtomicBoolean;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.TargetDataLine;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.SoundSource;

/** The machine's microphone, one channel. Closing it ends a read that waits. */
public final class Microphone implements SoundSource {

    private final TargetDataLine line;
    private final SampleRate rate;
    private final byte[] bytes;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Microphone(TargetDataLine line, SampleRate rate, int blockSize) {
        this.line = line;
        this.rate = rate;
        this.bytes = new byte[2 * blockSize];
    }

    /**
     * Begins to listen.
     *
     * @param blockSize samples that are read at once, at most
     * @param buffer samples that the system keeps for a reader who is late; more are lost
     * @throws AudioException if there is no microphone, or another program has it
     */
    public static Microphone open(SampleRate rate, int blockSize, int buffer) {
        AudioFormat format = new AudioFormat(rate.hertz(), 16, 1, true, false);
        DataLine.Info info = new DataLine.Info(TargetDataLine.class, format);
        if (!AudioSystem.isLineSupported(info)) {
            throw new AudioException("no microphone with " + rate + " was found: connect one, or give a file");
        }
        try {
            TargetDataLine line = (TargetDataLine) AudioSystem.getLine(info);
            line.open(format, 2 * Math.max(buffer, 2 * blockSize));
            line.start();
            return new Microphone(line, rate, blockSize);
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
            throw new AudioException(
                    "the microphone can't be used (another program may have it): " + e.getMessage(), e);
        }
    }

    @Override
    public SampleRate rate() {
        return rate;
    }

    @Override
    public int read(float[] block) {
        int wanted = Math.min(block.length * 2, bytes.length);
        int got = closed.get() ? 0 : line.read(bytes, 0, wanted);
        if (got == 0 && !closed.get()) {
            throw new AudioException("the microphone stopped: it may have been unplugged");
        }
        for (int i = 0; i < got / 2; i++) {
            block[i] = (short) ((bytes[2 * i] & 0xFF) | bytes[2 * i + 1] << 8) / 32_768f;
        }
        return got / 2;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            line.stop();
            line.close();
        }
    }
}
