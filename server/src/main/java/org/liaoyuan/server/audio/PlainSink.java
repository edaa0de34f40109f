package org.liaoyuan.server.audio;

import java.io.IOException;
import java.io.OutputStream;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.SoundSink;
import org.liaoyuan.sound.io.Wav;

/** 16-bit samples, with the head of a WAV file or without. */
final class PlainSink implements SoundSink {

    private final SampleRate rate;
    private final OutputStream out;

    PlainSink(SampleRate rate, OutputStream out, boolean head) throws IOException {
        this.rate = rate;
        this.out = out;
        if (head) {
            out.write(Wav.head(rate, 1, 16, -1));
        }
    }

    @Override
    public SampleRate rate() {
        return rate;
    }

    @Override
    public void write(float[] block, int length) {
        try {
            out.write(Wav.pcm16(block, length));
            out.flush();
        } catch (IOException e) {
            throw new AudioException("who listened has gone", e);
        }
    }

    @Override
    public void close() {
        // each sample is written already
    }
}
