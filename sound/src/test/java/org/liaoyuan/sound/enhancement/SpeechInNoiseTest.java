package org.liaoyuan.sound.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.Chain;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.Stage;
import org.liaoyuan.sound.dsp.Resampler;
import org.liaoyuan.sound.hearing.aid.Environment;
import org.liaoyuan.sound.hearing.aid.GainMask;
import org.liaoyuan.sound.hearing.aid.HearingAid;
import org.liaoyuan.sound.hearing.aid.Program;
import org.liaoyuan.sound.hearing.fitting.Ear;
import org.liaoyuan.sound.hearing.fitting.Fitting;
import org.liaoyuan.sound.io.Wav;

/**
 * A small proof that runs everywhere: four voices that no net was trained on, Chinese and English, in noise of their own spectrum.
 * The large one, by HASPI, is {@code ./liaoyuan bench hearing}.
 */
class SpeechInNoiseTest {

    private static final SampleRate RATE = SampleRate.HZ_16000;
    private static final Level.Reference REFERENCE = new Level.Reference(91);
    private static final String[] VOICES = {"af_heart", "am_puck", "zf_xiaoxiao", "zm_yunyang"};

    /** Each voice at 65 dB SPL, after a second of silence, at most 8 s. */
    private static List<float[]> voices() throws IOException {
        List<float[]> all = new ArrayList<>();
        for (String voice : VOICES) {
            try (InputStream in = SpeechInNoiseTest.class.getResourceAsStream(
                    "/org/liaoyuan/sound/hearing/aid/kokoro-" + voice + ".wav")) {
                float[] spoken = Resampler.convert(
                                Wav.read(Objects.requireNonNull(in), 1_000_000).mono(), RATE)
                        .samples();
                int length = Math.min(spoken.length, 7 * RATE.hertz());
                double gain = 0.05 / Level.rms(spoken, 0, length);
                float[] samples = new float[RATE.hertz() + length];
                for (int i = 0; i < length; i++) {
                    samples[RATE.hertz() + i] = (float) (spoken[i] * gain);
                }
                all.add(samples);
            }
        }
        return all;
    }

    /** The voice added to itself at 200 random places: noise of its spectrum, as loud as the voice less the ratio. */
    private static float[] inNoise(float[] voice, double ratio, Random random) {
        float[] noise = new float[voice.length];
        int start = RATE.hertz();
        int length = voice.length - start;
        for (int k = 0; k < 200; k++) {
            int shift = random.nextInt(length);
            int sign = random.nextBoolean() ? 1 : -1;
            for (int i = 0; i < noise.length; i++) {
                noise[i] += sign * voice[start + (i + shift) % length];
            }
        }
        double gain = 0.05 / Level.rms(noise, 0, noise.length) * Level.amplitude(-ratio);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (voice[i] + gain * noise[i]);
        }
        return noise;
    }

    /** Scale-invariant signal-to-distortion ratio in dB (Le Roux et al. 2019) from the second second on. */
    private static double siSdr(float[] clean, float[] heard) {
        double cross = 0;
        double power = 0;
        for (int i = 2 * RATE.hertz(); i < clean.length; i++) {
            cross += clean[i] * heard[i];
            power += clean[i] * clean[i];
        }
        double scale = cross / power;
        double rest = 0;
        for (int i = 2 * RATE.hertz(); i < clean.length; i++) {
            double miss = heard[i] - scale * clean[i];
            rest += miss * miss;
        }
        return 10 * Math.log10(scale * scale * power / rest);
    }

    private static float[] through(Stage stage, float[] samples) {
        stage.reset();
        Clip heard = Chain.through(stage, Resampler.convert(new Clip(RATE, samples), stage.rate()));
        return Resampler.convert(heard, RATE).samples();
    }

    private static double meanGain(Stage stage) throws IOException {
        Random random = new Random(7);
        double sum = 0;
        List<float[]> voices = voices();
        for (int i = 0; i < voices.size(); i++) {
            float[] noisy = inNoise(voices.get(i), i % 2 == 0 ? 0 : 5, random);
            double gained = siSdr(voices.get(i), through(stage, noisy)) - siSdr(voices.get(i), noisy);
            assertThat(gained).as(VOICES[i]).isPositive();
            sum += gained;
        }
        return sum / voices.size();
    }

    private static double worstClean(Stage stage) throws IOException {
        double worst = Double.POSITIVE_INFINITY;
        for (float[] voice : voices()) {
            worst = Math.min(worst, siSdr(voice, through(stage, voice)));
        }
        return worst;
    }

    @Test
    void theLivePathTakesSteadyNoiseFromSpeech() throws IOException {
        assertThat(meanGain(new LowDelayDenoiser())).isGreaterThan(1);
    }

    @Test
    void thePathThatMayBeLateTakesMore() throws IOException {
        assertThat(meanGain(new LookAheadDenoiser())).isGreaterThan(2);
    }

    /** At 48 kHz as on the page, without a fitting. */
    private static Stage aid(@Nullable GainMask mask) {
        HearingAid aid = new HearingAid(
                SampleRate.HZ_48000,
                128,
                REFERENCE,
                0,
                Fitting.flat(Ear.LEFT),
                new Program(LowDelayDenoiser.DEPTH, LookAheadDenoiser.DEPTH, 20, 100, false),
                mask);
        aid.feedback(false, 0);
        return aid;
    }

    /** Against what the aid makes of the voice alone, since its high pass turns phases: what the mask gains must not be lost in its spectra. */
    private static double meanGainOfAid(GainMask mask) throws IOException {
        Random random = new Random(7);
        Stage with = aid(mask);
        Stage without = aid(null);
        double sum = 0;
        List<float[]> voices = voices();
        for (int i = 0; i < voices.size(); i++) {
            float[] noisy = inNoise(voices.get(i), i % 2 == 0 ? 0 : 5, random);
            float[] voice = through(without, voices.get(i));
            sum += siSdr(voice, through(with, noisy)) - siSdr(voice, through(without, noisy));
        }
        return sum / voices.size();
    }

    @Test
    void theWholeAidPassesOnWhatItsNetGains() throws IOException {
        assertThat(meanGainOfAid(new LowDelayDenoiser())).isGreaterThan(0.65 * meanGain(new LowDelayDenoiser()));
        assertThat(meanGainOfAid(new LookAheadDenoiser())).isGreaterThan(0.65 * meanGain(new LookAheadDenoiser()));
    }

    @Test
    void speechWithoutNoiseStaysAsItIs() throws IOException {
        assertThat(worstClean(GuidedDenoiser.live(REFERENCE))).isGreaterThan(40);
        assertThat(worstClean(GuidedDenoiser.remote(REFERENCE))).isGreaterThan(40);
    }

    @Test
    void aGuidedDenoiserSoftensWhatTheClassifierTakesForNoise() throws IOException {
        GuidedDenoiser denoiser = GuidedDenoiser.remote(REFERENCE);
        float[] voice = voices().getFirst();

        through(denoiser, voice);
        assertThat(denoiser.environment()).isEqualTo(Environment.SPEECH);
        float[] noisy = inNoise(voice, 0, new Random(8));
        float[] heard = through(denoiser, noisy);

        assertThat(denoiser.environment()).isNotIn(Environment.SPEECH, Environment.QUIET, Environment.MUSIC);
        assertThat(siSdr(voice, heard)).isGreaterThan(siSdr(voice, noisy));
    }
}
