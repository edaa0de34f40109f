package org.liaoyuan.sound.hearing.audiometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.hearing.fitting.Calibration;
import org.liaoyuan.sound.hearing.fitting.Ear;
import org.liaoyuan.sound.io.Wav;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SoundsTest {

    private static final Path FILES = Path.of("../web/src/hearing/digits");

    private static DigitSounds digits(String language) throws IOException {
        JsonNode index = JsonMapper.shared().readTree(Files.readString(FILES.resolve("digits.json")));
        JsonNode of = index.path("languages").path(language);
        int[] lengths = new int[10];
        for (int i = 0; i < 10; i++) {
            lengths[i] = of.path("lengths").get(i).asInt();
        }
        Clip all = Wav.read(FILES.resolve(of.path("file").asString())).mono();
        assertThat(Arrays.stream(lengths).sum()).isEqualTo(all.length());
        return new DigitSounds(all, lengths);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void noiseAndDigitsHaveTheRatioThatIsAskedFor(String language) throws IOException {
        DigitSounds sounds = digits(language);

        for (double snr : new double[] {-20, -8, 0, 12}) {
            Clip mixed = sounds.triplet(new DigitTrial(3, 8, 1, snr), 5);
            Clip louder = sounds.triplet(new DigitTrial(3, 8, 1, 60), 5);
            // the first third of a second is noise alone; at +60 dB the noise is as good as gone
            double noise = Level.rms(
                    mixed.samples(), sounds.rate().samples(0.1), sounds.rate().samples(0.45));
            double share = Math.sqrt(2 / (1 + Math.pow(10, snr / 10)));

            assertThat(Level.decibels(noise / (sounds.level() * share))).isCloseTo(0, within(1.0));
            assertThat(Level.peak(mixed.samples())).isLessThanOrEqualTo(1);
            assertThat(louder.length()).isEqualTo(mixed.length());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void theNoiseHasTheDigitsOwnSpectrum(String language) throws IOException {
        DigitSounds sounds = digits(language);
        NoiseMeter noise = new NoiseMeter(SampleRate.HZ_24000);
        NoiseMeter speech = new NoiseMeter(SampleRate.HZ_24000);

        // a meter for 24 kHz fed with 16 kHz looks at two thirds of the frequencies: 167 Hz to 5.3 kHz
        for (int i = 0; i < 12; i++) {
            DigitTrial trial = new DigitTrial(i % 10, (i + 3) % 10, (i + 7) % 10, 0);
            noise.add(sounds.triplet(new DigitTrial(i % 10, (i + 3) % 10, (i + 7) % 10, -50), i)
                    .samples());
            speech.add(sounds.triplet(new DigitTrial(trial.first(), trial.second(), trial.third(), 50), i)
                    .samples());
        }

        double[] one = noise.spl(new Level.Reference(0));
        double[] other = speech.spl(new Level.Reference(0));
        double offset = one[2] - other[2];
        for (int i = 0; i < 6; i++) {
            assertThat(one[i] - other[i] - offset).as("band %s", i).isCloseTo(0, within(4.0));
        }
    }

    @Test
    void tonesHaveTheirLevelTheirFrequencyAndSoftEdges() {
        Clip tone = PulsedTone.of(SampleRate.HZ_48000, 1000, 0.1);

        assertThat(Level.peak(tone.samples())).isCloseTo(0.1, within(0.001));
        assertThat(tone.seconds()).isCloseTo(1.125, within(0.001));
        double most = 0;
        for (int i = 1; i < tone.length(); i++) {
            most = Math.max(most, Math.abs(tone.samples()[i] - tone.samples()[i - 1]));
        }
        // of the sine itself: nothing jumps
        assertThat(most).isLessThan(0.1 * 2 * Math.PI * 1000 / 48000 * 1.01);
        assertThat(Level.rms(tone.samples(), 11000, 21000)).isZero();
        assertThatThrownBy(() -> PulsedTone.of(SampleRate.HZ_16000, 8000, 0.1)).hasMessageContaining("8000");
        assertThatThrownBy(() -> PulsedTone.of(SampleRate.HZ_48000, 1000, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noiseIsMeasuredInThirdsOfAnOctave() {
        NoiseMeter meter = new NoiseMeter(SampleRate.HZ_48000);
        Random random = new Random(1);
        float[] white = new float[480_000];
        for (int i = 0; i < white.length; i++) {
            white[i] = (float) (random.nextGaussian() * 0.01);
        }

        meter.add(white);

        double[] levels = meter.spl(new Level.Reference(120));
        int[] frequencies = {250, 500, 1000, 2000, 4000, 8000};
        for (int i = 0; i < 6; i++) {
            double expected = 120 - 40 + 10 * Math.log10(0.2316 * frequencies[i] / 24_000.0);
            assertThat(levels[i]).isCloseTo(expected, within(1.0));
        }
        assertThat(AmbientNoise.lowest(1000, 40)).isEqualTo(17);
        assertThat(AmbientNoise.lowest(levels)).isGreaterThan(20);
    }

    @Test
    void aDeviceIsCalibratedByEarsThatHearNormally() {
        Output guessed = Output.guessed();
        List<MeasuredThreshold> normal = new ArrayList<>();
        for (int hertz : new int[] {250, 500, 1000, 2000, 4000, 8000}) {
            normal.add(new MeasuredThreshold(Ear.LEFT, hertz, 12, 3, 10, false, true));
        }

        Output output = guessed.biological(normal);

        assertThat(output.calibration()).isEqualTo(Calibration.BIOLOGICAL);
        // what they just heard is 0 dB HL from now on
        assertThat(output.amplitude(1000, 0)).isCloseTo(guessed.amplitude(1000, 12), within(1e-9));
        assertThat(output.amplitude(4000, 500)).isEqualTo(1);
        assertThat(output.maximum()).isLessThanOrEqualTo(guessed.maximum());
        assertThatThrownBy(() -> guessed.biological(normal.subList(0, 5))).hasMessageContaining("8000");
        assertThatThrownBy(() -> Output.of(Calibration.COUPLER, 90, 90, 90, 90, 90, Double.NaN))
                .hasMessageContaining("NaN");
    }

    @Test
    void redFlagsAndEarsThatDifferSendToAClinician() {
        assertThat(Referral.of(Set.of())).isEqualTo(Referral.NONE);
        assertThat(Referral.of(EnumSet.of(RedFlag.PAIN))).isEqualTo(Referral.CLINICIAN);
        assertThat(Referral.of(EnumSet.of(RedFlag.SUDDEN, RedFlag.PAIN))).isEqualTo(Referral.URGENT);
        assertThat(Referral.of(result(10, 12))).isEqualTo(Referral.NONE);
        assertThat(Referral.of(result(10, 30))).isEqualTo(Referral.CLINICIAN);
        assertThat(Referral.of(result(66, 66))).isEqualTo(Referral.CLINICIAN);
    }

    private static ToneResult result(double right, double left) {
        List<MeasuredThreshold> all = new ArrayList<>();
        for (int hertz : new int[] {250, 500, 1000, 2000, 4000, 8000}) {
            all.add(new MeasuredThreshold(Ear.RIGHT, hertz, right, 3, 0, false, true));
            all.add(new MeasuredThreshold(Ear.LEFT, hertz, left, 3, 0, false, true));
        }
        return new ToneResult(all, 5, 0, 0, 0, Reliability.GOOD);
    }
}
