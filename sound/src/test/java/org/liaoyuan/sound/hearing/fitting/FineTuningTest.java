package org.liaoyuan.sound.hearing.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FineTuningTest {

    private static final int LISTENERS = Integer.getInteger("liaoyuan.bench.tastes", 60);

    /** @param noise of each judgement, in units of 6 dB */
    private record Row(double before, double after, double comparisons, double worse) {

        static Row of(double noise, double tie, double lapses, boolean compressed) {
            Random random = new Random(5);
            double before = 0;
            double after = 0;
            double comparisons = 0;
            int worse = 0;
            for (int i = 0; i < LISTENERS; i++) {
                SimulatedTaste taste = SimulatedTaste.drawn(random, noise, tie, lapses);
                FineTuning tuning = taste.asked(i, compressed);
                double distance = taste.distance(tuning.result().trims(), compressed);
                before += taste.distance(Trims.NONE, compressed) / LISTENERS;
                after += distance / LISTENERS;
                comparisons += (double) tuning.answered() / LISTENERS;
                worse += distance > taste.distance(Trims.NONE, compressed) + 0.25 ? 1 : 0;
            }
            Row row = new Row(before, after, comparisons, 100.0 * worse / LISTENERS);
            if (LISTENERS > 60) {
                System.out.println(
                        "noise " + noise + " tie " + tie + " lapses " + lapses + " " + compressed + " " + row);
            }
            return row;
        }
    }

    @Test
    void whoJudgesSharplyEndsNearTheirBestSetting() {
        Row gains = Row.of(0.2, 0.15, 0.02, false);
        Row all = Row.of(0.2, 0.15, 0.02, true);

        assertThat(gains.after).isLessThan(0.35 * gains.before);
        assertThat(all.after).isLessThan(0.5 * all.before);
        assertThat(gains.comparisons).isBetween(8.0, 12.0);
    }

    @Test
    void whoJudgesPoorlyEndsNearerThanTheyBegan() {
        Row row = Row.of(0.5, 0.3, 0.1, true);

        assertThat(row.after).isLessThan(0.75 * row.before);
        assertThat(row.worse).isLessThan(20);
    }

    @Test
    void whoNeverFindsADifferenceIsLeftAlmostWhereTheyAre() {
        FineTuning tuning = new FineTuning(3, true, Trims.NONE);
        while (!tuning.finished()) {
            tuning.answer(Preference.NEITHER);
        }

        Trims found = tuning.result().trims();
        assertThat(Math.abs(found.low())).isLessThanOrEqualTo(3);
        assertThat(Math.abs(found.high())).isLessThanOrEqualTo(3);
        assertThat(tuning.result().preferred()).isBetween(0.35, 0.75);
    }

    @Test
    void neverOffersTheSameTwiceInAPairNorTellsByTheOrderWhichIsMore() {
        Set<TrimPair> offered = new HashSet<>();
        int firstIsMore = 0;
        for (int seed = 0; seed < 40; seed++) {
            TrimPair pair = new FineTuning(seed, true, Trims.NONE).next();
            assertThat(pair.first()).isNotEqualTo(pair.second());
            offered.add(pair);
            firstIsMore += pair.first().high() > pair.second().high() ? 1 : 0;
        }

        assertThat(offered).hasSizeGreaterThan(15);
        assertThat(firstIsMore).isBetween(8, 32);
    }

    @Test
    void theSameIsOfferedUntilItIsAnswered() {
        FineTuning tuning = new FineTuning(8, true, Trims.NONE);
        TrimPair pair = tuning.next();

        assertThat(tuning.next()).isEqualTo(pair);
        tuning.answer(Preference.FIRST);
        assertThat(tuning.next()).isNotEqualTo(pair);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesOnAsItWasWrittenDown(boolean compressed) {
        SimulatedTaste taste = SimulatedTaste.drawn(new Random(2), 0.2, 0.1, 0);
        FineTuning straight = new FineTuning(9, compressed, new Trims(2, -1, 0.9));
        FineTuning written = new FineTuning(9, compressed, new Trims(2, -1, 0.9));
        for (int i = 0; i < 6; i++) {
            Preference said = taste.says(straight.next(), compressed);
            straight.answer(said);
            written.answer(said);
            written = FineTuning.restore(written.save());
        }

        assertThat(written.next()).isEqualTo(straight.next());
        assertThat(written.result()).isEqualTo(straight.result());
        assertThat(written.save()).isEqualTo(straight.save());
    }

    @Test
    void whatIsNoFineTuningIsRefused() {
        for (String wrong : new String[] {
            "",
            "tune1",
            "tune1 5 1 0 0",
            "tune1 5 2 0 0 100",
            "tune1 5 1 0 0 100 1 2",
            "tune1 5 1 0 0 100 1 2 3",
            "tune1 5 0 0 0 100 1 49 0",
            "din1 5 1 0 0 100",
            "x".repeat(500)
        }) {
            assertThatThrownBy(() -> FineTuning.restore(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void trimsOfAFittingAreThoseOfItsGainsAndRatios() {
        Audiogram audiogram = Audiogram.standard(Ear.LEFT, Calibration.NONE, 40, 40, 45, 50, 55, 60, 65, 70);
        Fitting fitting = Fitting.of(audiogram, Prescription.NAL_R, Compression.BY_LOSS);

        Fitting trimmed = fitting.trimmed(new Trims(2, 5, 0.5));

        Channel low = fitting.channels().get(1);
        Channel lowTrimmed = trimmed.channels().get(1);
        Channel high = fitting.channels().get(7);
        Channel highTrimmed = trimmed.channels().get(7);
        assertThat(lowTrimmed.gain(low.pivot())).isCloseTo(low.gain(low.pivot()) + 2, within(1e-9));
        assertThat(highTrimmed.gain(high.pivot())).isCloseTo(high.gain(high.pivot()) + 5, within(1e-9));
        assertThat(highTrimmed.ratio() - 1).isCloseTo((high.ratio() - 1) / 2, within(1e-9));
    }
}
