package org.liaoyuan.server.openai.realtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.dsp.Resampler;

/** One answer's sound on its way into messages. Not thread-safe. */
final class SoundOut {

    /** So that a message is small, and little of an answer that is interrupted is under way. */
    private static final double SECONDS = 0.5;

    private final SoundFormat format;
    private @Nullable Resampler resampler;

    SoundOut(SoundFormat format) {
        this.format = format;
    }

    /** @return in Base64 */
    List<String> next(Clip clip) {
        float[] samples = atRate(clip);
        int step = format.rate.samples(SECONDS);
        List<String> messages = new ArrayList<>();
        for (int from = 0; from < samples.length; from += step) {
            int to = Math.min(samples.length, from + step);
            messages.add(Base64.getEncoder().encodeToString(format.encode(samples, from, to)));
        }
        return messages;
    }

    private float[] atRate(Clip clip) {
        if (clip.rate().equals(format.rate)) {
            return clip.samples();
        }
        Resampler current = resampler;
        if (current == null) {
            current = new Resampler(clip.rate(), format.rate);
            resampler = current;
        }
        float[] output = new float[current.most(clip.length())];
        int written = current.process(clip.samples(), clip.length(), output);
        return Arrays.copyOf(output, written);
    }
}
