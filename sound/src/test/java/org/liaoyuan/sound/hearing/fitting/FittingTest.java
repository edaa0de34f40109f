package org.liaoyuan.sound.hearing.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FittingTest {

    private static final Audiogram N3 =
            Audiogram.standard(Ear.LEFT, Calibration.COUPLER, 35, 35, 40, 50, 55, 60, 65, 65);

    @Test
    void ordinarySpeechGetsWhatIsPrescribedInEachChannel() {
        Fitting fitting = Fitting.of(N3, Prescription.NAL_R, Compression.BY_LOSS);
        GainCurve prescribed = Prescription.NAL_R.gains(N3);

        for (Channel channel : fitting.channels()) {
            assertThat(channel.gain(channel.pivot()))
                    .as("%s Hz", channel.centre())
                    .isCloseTo(prescribed.at(channel.centre()), within(1e-9));
        }
    }

    @Test
    void channelsOfOrdinarySpeechHaveItsLevelTogether() {
        double power = 0;
        for (Channel channel :
                Fitting.of(N3, Prescription.NAL_R, Compression.BY_LOSS).channels()) {
            power += Math.pow(10, channel.pivot() / 10);
            assertThat(channel.pivot() - channel.knee()).isCloseTo(25, within(1e-6));
        }

        assertThat(10 * Math.log10(power)).isCloseTo(65, within(0.01));
    }

    @Test
    void aRatioOfTwoTakesHalfADecibelOfGainForEachDecibelAboveTheKnee() {
        Channel channel = new Channel(1000, 800, 1200, 20, 55, 30, 2);

        assertThat(channel.gain(55)).isEqualTo(20);
        assertThat(channel.gain(65)).isEqualTo(15);
        assertThat(channel.gain(30)).isEqualTo(32.5);
        assertThat(channel.gain(10)).isEqualTo(32.5);
        assertThat(channel.gain(120)).isZero();
    }

    @Property(tries = 200)
    void gainNeverFallsBelowZeroNorGrowsWithLevel(
            @ForAll @Size(8) List<@DoubleRange(min = -20, max = 130) Double> levels) {
        Audiogram audiogram = Audiogram.standard(
                Ear.RIGHT,
                Calibration.NONE,
                levels.stream().mapToDouble(Double::doubleValue).toArray());

        for (Prescription prescription : Prescription.values()) {
            for (Channel channel :
                    Fitting.of(audiogram, prescription, Compression.BY_LOSS).channels()) {
                double before = Double.MAX_VALUE;
                for (double level = 0; level <= 130; level += 5) {
                    double gain = channel.gain(level);
                    assertThat(gain).isBetween(0.0, before);
                    before = gain;
                }
            }
        }
    }

    @Test
    void trimsLowAndHighFrequenciesApart() {
        Fitting fitting = Fitting.of(N3, Prescription.HALF_GAIN, Compression.LINEAR);

        Fitting trimmed = fitting.trimmed(2, -4);

        assertThat(gainAt(trimmed, 500) - gainAt(fitting, 500)).isCloseTo(2, within(1e-9));
        assertThat(gainAt(trimmed, 1000) - gainAt(fitting, 1000)).isCloseTo(-1, within(1e-9));
        assertThat(gainAt(trimmed, 4000) - gainAt(fitting, 4000)).isCloseTo(-4, within(1e-9));
    }

    @Test
    void aGapBetweenChannelsIsRefused() {
        Channel low = new Channel(500, 0, 700, 0, 50, 25, 1);
        Channel high = new Channel(1000, 800, 1200, 0, 50, 25, 1);

        assertThatThrownBy(() -> new Fitting(Ear.LEFT, List.of(low, high))).hasMessageContaining("begins at 800.0 Hz");
    }

    private static double gainAt(Fitting fitting, double hertz) {
        return fitting.channels().stream()
                .filter(channel -> channel.centre() == hertz)
                .findFirst()
                .orElseThrow()
                .gain();
    }
}
