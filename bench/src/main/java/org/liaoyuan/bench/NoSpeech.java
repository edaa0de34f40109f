package org.liaoyuan.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;

/**
 * A hundred clips of which nothing can be written down: silence, noise, hum and tones, clicks, and scraps of real speech too short
 * to be a word. The same each time.
 */
final class NoSpeech {

    private static final SampleRate RATE = SampleRate.HZ_16000;
    private static final int EACH = 20;

    private final Random random = new Random(8);

    /**
     * @param kind of sound
     * @param clip some seconds of it
     */
    record Nothing(String kind, Clip clip) {}

    /** @param speech scraps of which are cut */
    static List<Nothing> clips(List<Clip> speech) {
        NoSpeech maker = new NoSpeech();
        List<Nothing> all = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            double loudness = Math.pow(10, -0.5 - 2.0 * i / EACH); // -10 to -48 dB FS
            all.add(new Nothing("silence", maker.noise(1 + i % 5, i == 0 ? 0 : 0.0003, 0)));
            all.add(new Nothing("noise", maker.noise(2 + i % 5, loudness * 0.3, i % 3 * 0.49)));
            all.add(new Nothing("tones", maker.tones(2 + i % 4, loudness * 0.5)));
            all.add(new Nothing("clicks", maker.clicks(3, loudness)));
            all.add(new Nothing("scraps", maker.scrap(speech.get(i % speech.size()), 0.05 + 0.005 * i)));
        }
        return all;
    }

    /** @param memory 0 for white noise; towards 1 it rumbles */
    private Clip noise(double seconds, double amplitude, double memory) {
        float[] samples = new float[RATE.samples(seconds)];
        double last = 0;
        for (int i = 0; i < samples.length; i++) {
            last = memory * last + random.nextGaussian() * amplitude * (1 - memory);
            samples[i] = (float) Math.clamp(last, -1, 1);
        }
        return new Clip(RATE, samples);
    }

    private Clip tones(double seconds, double amplitude) {
        float[] samples = noise(seconds, 0.0005, 0).samples();
        double hertz = 50 + random.nextInt(1500);
        for (int i = 0; i < samples.length; i++) {
            if (i % 8000 == 0 && random.nextBoolean()) {
                hertz = 50 + random.nextInt(1500); // a melody
            }
            samples[i] += (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / RATE.hertz()));
        }
        return new Clip(RATE, samples);
    }

    private Clip clicks(double seconds, double amplitude) {
        float[] samples = noise(seconds, 0.0005, 0).samples();
        for (int click = 0; click < 6; click++) {
            int at = random.nextInt(samples.length - 2000);
            for (int i = 0; i < 2000; i++) {
                samples[at + i] += (float) (amplitude * random.nextGaussian() * Math.exp(-i / 150.0));
            }
        }
        return new Clip(RATE, samples);
    }

    private Clip scrap(Clip speech, double seconds) {
        Clip silence = noise(1, 0.0003, 0);
        int from = random.nextInt(speech.length() / 2) + speech.length() / 5;
        int length = Math.min(RATE.samples(seconds), speech.length() - from);
        Clip scrap = new Clip(RATE, Arrays.copyOfRange(speech.samples(), from, from + length));
        return silence.then(scrap).then(silence);
    }
}
