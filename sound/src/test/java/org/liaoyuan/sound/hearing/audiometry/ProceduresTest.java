package org.liaoyuan.sound.hearing.audiometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.hearing.fitting.Ear;

class ProceduresTest {

    @Test
    void thresholdsOfSimulatedListenersAreUnbiasedAndNear() {
        Simulation.Tones found = Simulation.tones(250, 7, 0.1, 0.05, 0);

        assertThat(found.bias()).isBetween(-1.0, 1.0);
        assertThat(found.worstBias()).isLessThan(1.5);
        assertThat(found.within()).isGreaterThan(0.9);
        assertThat(found.minutes()).isLessThan(8);
        assertThat(found.beyondRight()).isGreaterThan(0.9);
    }

    @Test
    void aTestTakesAsLongForThoseWhoTire() {
        Simulation.Tones found = Simulation.tones(150, 8, 0.1, 0.05, 1);

        assertThat(found.bias()).isBetween(-1.2, 1.2);
        assertThat(found.slow()).isLessThan(8.5);
    }

    @Test
    void digitsAreMeasuredToADecibel() {
        Simulation.Digits found = Simulation.digits(400, 9, 0.15, 0.02, 1);

        assertThat(found.bias()).isBetween(-0.6, 0.6);
        assertThat(found.deviation()).isLessThan(1);
        assertThat(found.deviation()).isLessThan(found.meanSnrDeviation());
        assertThat(found.standardError()).isBetween(0.6 * found.deviation(), 1.6 * found.deviation());
    }

    @Test
    void whoAnswersAtRandomIsNotBelieved() {
        Random random = new Random(3);
        int believed = 0;
        for (int n = 0; n < 40; n++) {
            DigitsInNoise test = new DigitsInNoise(n);
            while (!test.finished()) {
                test.answer(random.nextInt(10), random.nextInt(10), random.nextInt(10));
            }
            believed += test.result().reliability() == Reliability.GOOD ? 1 : 0;
        }

        assertThat(believed).isZero();
    }

    @Test
    void whoAlwaysPressesIsNotBelieved() {
        ToneAudiometry test = new ToneAudiometry(1, Ear.LEFT, 80);
        while (!test.finished()) {
            test.answer(true);
        }

        assertThat(test.result().reliability()).isEqualTo(Reliability.POOR);
    }

    @Test
    void whoHearsNothingHasNoThresholdBelowTheMaximum() {
        ToneAudiometry test = new ToneAudiometry(1, Ear.RIGHT, 70);
        while (!test.finished()) {
            test.answer(false);
        }

        assertThat(test.result().thresholds()).hasSize(12).allSatisfy(found -> {
            assertThat(found.beyondMaximum()).isTrue();
            assertThat(found.level()).isEqualTo(70);
        });
        assertThat(test.result().retest()).isNaN();
    }

    @Property(tries = 200)
    void noToneIsLouderThanTheMaximumWhateverIsAnswered(@ForAll int seed, @ForAll long answers) {
        int maximum = 40 + 5 * (Math.abs(seed % 13));
        ToneAudiometry test = new ToneAudiometry(seed, Ear.RIGHT, maximum);
        Random random = new Random(answers);
        double inclination = random.nextDouble();
        int presentations = 0;

        while (!test.finished()) {
            assertThat(test.next().level()).isBetween(HughsonWestlake.LOWEST, maximum);
            assertThat(test.next().gap()).isBetween(600, 1800);
            test.answer(random.nextDouble() < inclination);
            presentations++;
        }

        assertThat(presentations).isLessThan(13 * HughsonWestlake.MOST_PRESENTATIONS * 6 / 5 + 1);
        assertThat(test.result().thresholds())
                .allSatisfy(found -> assertThat(found.level()).isBetween(-10.0, (double) maximum));
    }

    @Property(tries = 100)
    void aTestThatWasWrittenDownGoesOnAsItWould(@ForAll int seed, @ForAll long answers) {
        ToneAudiometry tones = new ToneAudiometry(seed, Ear.LEFT, 80);
        DigitsInNoise digits = new DigitsInNoise(seed);
        Random random = new Random(answers);
        for (int i = 0; i < 1 + random.nextInt(20); i++) {
            tones.answer(random.nextBoolean());
            tones.stray();
            if (random.nextInt(5) == 0) {
                tones.repeat();
            }
            digits.answer(random.nextInt(11) - 1, random.nextInt(10), random.nextInt(10));
        }

        ToneAudiometry restored = ToneAudiometry.restore(tones.save());
        DigitsInNoise restoredDigits = DigitsInNoise.restore(digits.save());

        assertThat(restored.save()).isEqualTo(tones.save());
        assertThat(restored.next()).isEqualTo(tones.next());
        assertThat(restored.elapsed()).isEqualTo(tones.elapsed());
        assertThat(restoredDigits.save()).isEqualTo(digits.save());
        assertThat(restoredDigits.next()).isEqualTo(digits.next());
    }

    @Test
    void tripletsHaveNoDigitTwiceAndEachDigitAboutEquallyOften() {
        int[][] counts = new int[3][10];
        for (int seed = 0; seed < 100; seed++) {
            DigitsInNoise test = new DigitsInNoise(seed);
            while (!test.finished()) {
                DigitTrial trial = test.next();
                assertThat(trial.first()).isNotEqualTo(trial.second()).isNotEqualTo(trial.third());
                assertThat(trial.second()).isNotEqualTo(trial.third());
                counts[0][trial.first()]++;
                counts[1][trial.second()]++;
                counts[2][trial.third()]++;
                test.answer(trial.first(), trial.second(), trial.third());
            }
        }
        for (int[] place : counts) {
            for (int count : place) {
                assertThat(count).isBetween(215, 285);
            }
        }
    }

    @Test
    void aResultBeforeTheEndIsRefused() {
        assertThatThrownBy(() -> new DigitsInNoise(1).result()).hasMessageContaining("0 of 25");
        assertThatThrownBy(() -> new ToneAudiometry(1, Ear.LEFT, 80).result())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new ToneAudiometry(1, Ear.LEFT, 105)).hasMessageContaining("105");
    }
}
