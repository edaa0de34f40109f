package org.liaoyuan.sound.hearing.aid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.io.Wav;

class EnvironmentClassifierTest {

    /** Kokoro's, and none that the net was trained with. */
    private static final List<String> VOICES = List.of("af_heart", "am_puck", "zf_xiaoxiao", "zm_yunyang");

    private static final Level.Reference REFERENCE = new Level.Reference(EnvironmentMixes.FULL_SCALE);

    private static EnvironmentClassifier classifier() {
        return new EnvironmentClassifier(SampleRate.HZ_16000, REFERENCE);
    }

    private static EnvironmentMixes heldOut() throws IOException {
        List<float[]> speech = new ArrayList<>();
        for (String voice : VOICES) {
            String name = "kokoro-" + voice + ".wav";
            try (InputStream in =
                    Objects.requireNonNull(EnvironmentClassifierTest.class.getResourceAsStream(name), name)) {
                speech.add(Wav.read(in, Wav.MOST_SAMPLES).mono().samples());
            }
        }
        return new EnvironmentMixes(speech, true, 2026, 5);
    }

    @Test
    void nineOfTenSurroundingsOfTalkersAndNoisesNeverHeardAreTold() throws IOException {
        EnvironmentMixes mixes = heldOut();
        int each = 10;

        int right = 0;
        for (Environment environment : Environment.values()) {
            for (int m = 0; m < each; m++) {
                EnvironmentClassifier classifier = classifier();
                classifier.hear(mixes.mix(environment));
                right += classifier.environment() == environment ? 1 : 0;
            }
        }

        assertThat(right).isGreaterThanOrEqualTo((int) (0.9 * each * Environment.values().length));
    }

    @Test
    void aChangeIsSeenWithinFewSecondsAndDoesNotFlutter() throws IOException {
        EnvironmentMixes mixes = heldOut();
        EnvironmentClassifier classifier = classifier();
        List<Environment> seen = new ArrayList<>();

        for (Environment next : List.of(Environment.NOISE, Environment.MUSIC, Environment.SPEECH)) {
            hearInBlocks(classifier, mixes.mix(next), seen);
            hearInBlocks(classifier, mixes.mix(next), seen);
            assertThat(classifier.environment()).isEqualTo(next);
        }

        // what was before the first second, and at most one step between two of them
        assertThat(seen.size()).isLessThanOrEqualTo(6);
    }

    private static void hearInBlocks(EnvironmentClassifier classifier, float[] sound, List<Environment> seen) {
        float[] block = new float[64];
        for (int start = 0; start + 64 <= sound.length; start += 64) {
            System.arraycopy(sound, start, block, 0, 64);
            classifier.hear(block);
            if (seen.isEmpty() || seen.getLast() != classifier.environment()) {
                seen.add(classifier.environment());
            }
        }
    }

    @Test
    void itDoesNotLoseItsMindOverWhatIsNoSound() throws IOException {
        EnvironmentClassifier classifier = classifier();
        float[] bad = new float[32_000];
        for (int i = 0; i < bad.length; i++) {
            bad[i] = i % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY;
        }

        classifier.hear(bad);
        assertThat(classifier.environment()).isEqualTo(Environment.QUIET);
        EnvironmentMixes mixes = heldOut();
        classifier.hear(mixes.mix(Environment.MUSIC));
        classifier.hear(mixes.mix(Environment.MUSIC));

        assertThat(classifier.environment()).isEqualTo(Environment.MUSIC);
        assertThat(classifier.certainty()).isBetween(0.5, 1.0);
    }
}
