package org.liaoyuan.sound.io;

import java.util.concurrent.atomic.AtomicBoolean;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.SoundSink;

/** The machine's loudspeaker or headphones, one channel. */
public final class Loudspeaker implements SoundSink {

    private final SourceDataLine line;
    private final SampleRate rate;
    private final AtomicBoolean closed = new AtomicBoolean();
    private byte[] bytes = new byte[0];

    private Loudspeaker(SourceDataLine line, SampleRate rate) {
        this.line = line;
        this.rate = rate;
    }

    /**
     * Gets ready to play.
     *
     * @param buffer samples that wait at the system's, at most: what is written comes out so much later
     * @throws AudioException if there is nothing to play on
     */
    public static Loudspeaker open(SampleRate rate, int buffer) {
        AudioFormat format = new AudioFormat(rate.hertz(), 16, 1, true, false);
        DataLine.Info info = new DataLine.Info(SourceDataLine.class, format);
        if (!AudioSystem.isLineSupported(info)) {
            throw new AudioException(
                    "nothing to play on with " + rate + " was found: connect headphones, or write a file");
        }
        try {
            SourceDataLine line = (SourceDataLine) AudioSystem.getLine(info);
            line.open(format, 2 * buffer);
            line.start();
            return new Loudspeaker(line, rate);
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
            throw new AudioException(
                    "sound can't be played (another program may have the device): " + e.getMessage(), e);
        }
    }

    @Override
    public SampleRate rate() {
        return rate;
    }

    /** Allocates nothing once a block of that size was written. */
    @Override
    public void write(float[] block, int length) {
        if (bytes.length < 2 * length) {
            bytes = new byte[2 * length];
        }
        for (int i = 0; i < length; i++) {
            int value = Math.clamp(Math.round(block[i] * 32_767f), -32_768, 32_767);
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        int written = line.write(bytes, 0, 2 * length);
        if (written < 2 * length && !closed.get()) {
            throw new AudioException("the loudspeaker stopped: it may have been unplugged");
        }
    }

    /** Samples that were written and have not been played yet. */
    public int waiting() {
        return (line.getBufferSize() - line.available()) / 2;
    }

    /** Waits until all is played. */
    public void drain() {
        line.drain();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            line.stop();
            line.close();
        }
    }
}
