package org.liaoyuan.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.speakers.SpeakerTurn;

/**
 * A conversation that is put together, of which it is known who speaks when: utterances of some voices after one another with pauses,
 * a few into the one before, each voice with a level of its own, and noise.
 *
 * @param turns may overlap
 * @param isNoisy whether noise was added
 */
record Talk(String name, Clip clip, List<SpeakerTurn> turns, int speakers, boolean isNoisy) {

    private static final SampleRate RATE = SampleRate.HZ_16000;
    private static final int FRAME = 160;
    /** Below the loudest frame of an utterance nobody speaks. */
    private static final double RANGE = 40;
    /** Frames of silence that belong to speech. */
    private static final int PAUSE = 30;

    private static final double INTO_ANOTHER = 0.1;
    private static final double GOES_ON = 0.25;

    /**
     * A conversation.
     *
     * @param voices utterances of each, at 16 kHz
     * @param noise in dB below speech; none if infinite
     */
    static Talk of(Map<String, List<Clip>> voices, List<String> who, double seconds, double noise, long seed) {
        Random random = new Random(seed);
        float[] mix = new float[RATE.samples(seconds + 30)];
        List<SpeakerTurn> turns = new ArrayList<>();
        int[] said = new int[who.size()];
        double[] gains = random.doubles(who.size(), -4, 4).toArray();
        double at = 0.5;
        double power = 0;
        long spoken = 0;
        int speaker = -1;
        for (int turn = 0; at < seconds; turn++) {
            // each once, then anybody
            int next = turn < who.size() ? turn : random.nextInt(who.size());
            boolean same = next == speaker;
            if (same && random.nextDouble() > GOES_ON && who.size() > 1) {
                next = (next + 1 + random.nextInt(who.size() - 1)) % who.size();
            }
            speaker = next;
            List<Clip> own = voices.getOrDefault(who.get(speaker), List.of());
            float[] clip =
                    own.get(said[speaker]++ % own.size()).gain(gains[speaker]).samples();
            int start = RATE.samples(at);
            for (int i = 0; i < clip.length && start + i < mix.length; i++) {
                mix[start + i] += clip[i];
                power += clip[i] * clip[i];
            }
            spoken += clip.length;
            turns.addAll(turns(clip, at, speaker + 1));
            at += RATE.seconds(clip.length);
            boolean into = turn >= who.size() && random.nextDouble() < INTO_ANOTHER;
            at += into
                    ? -Math.min(0.9, RATE.seconds(clip.length) / 2) * random.nextDouble()
                    : 0.1 - 0.35 * Math.log(random.nextDouble());
        }
        float[] whole = Arrays.copyOf(mix, Math.min(mix.length, RATE.samples(at + 0.5)));
        noise(whole, Math.sqrt(power / spoken) * Math.pow(10, -noise / 20), random);
        return new Talk(String.join("+", who), new Clip(RATE, whole), turns, who.size(), Double.isFinite(noise));
    }

    /** Pink noise (Kellet's filter of three poles). */
    private static void noise(float[] samples, double level, Random random) {
        double a = 0;
        double b = 0;
        double c = 0;
        for (int i = 0; i < samples.length; i++) {
            double white = random.nextGaussian();
            a = 0.99765 * a + white * 0.0990460;
            b = 0.96300 * b + white * 0.2965164;
            c = 0.57000 * c + white * 1.0526913;
            samples[i] += (float) (level * (a + b + c + white * 0.1848) / 1.9);
        }
    }

    /** Where an utterance is loud enough to be heard, pauses of less than 0.3 s within. */
    private static List<SpeakerTurn> turns(float[] clip, double at, int speaker) {
        int frames = clip.length / FRAME;
        double[] powers = new double[frames];
        double loudest = 0;
        for (int i = 0; i < frames; i++) {
            for (int k = i * FRAME; k < (i + 1) * FRAME; k++) {
                powers[i] += clip[k] * clip[k];
            }
            loudest = Math.max(loudest, powers[i]);
        }
        double least = loudest * Math.pow(10, -RANGE / 10);
        List<SpeakerTurn> turns = new ArrayList<>();
        int first = -1;
        int last = -1;
        for (int i = 0; i <= frames; i++) {
            boolean loud = i < frames && powers[i] >= least;
            if (first >= 0 && (i == frames || loud && i - last > PAUSE)) {
                turns.add(new SpeakerTurn(at + first * 0.01, at + (last + 1) * 0.01, speaker));
                first = -1;
            }
            if (loud) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        return turns;
    }
}
