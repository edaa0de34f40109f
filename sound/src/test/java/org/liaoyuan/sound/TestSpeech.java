package org.liaoyuan.sound;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.liaoyuan.sound.dsp.Resampler;
import org.liaoyuan.sound.io.Wav;

/** Recordings beside the tests; where they come from stands in speech/README.md. */
public final class TestSpeech {

    public static final String SILERO = "silero_vad-6.2.3-py3-none-any.whl";

    private TestSpeech() {}

    /** At 16 kHz. */
    public static Clip clip(String name) {
        try (InputStream in = Objects.requireNonNull(TestSpeech.class.getResourceAsStream("/speech/" + name), name)) {
            return Resampler.convert(Wav.read(in, Wav.MOST_SAMPLES).mono(), SampleRate.HZ_16000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
