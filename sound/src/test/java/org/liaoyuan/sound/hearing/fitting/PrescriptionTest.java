package org.liaoyuan.sound.hearing.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.SampleRate;

class PrescriptionTest {

    private static final double[] PLACES = {250, 500, 1000, 2000, 3000, 4000, 6000};

    /** Bisgaard et al. 2010. */
    private static final Audiogram N3 = right(35, 35, 40, 50, 55, 60, 65, 65);

    private static Audiogram right(double... levels) {
        return Audiogram.standard(Ear.RIGHT, Calibration.COUPLER, levels);
    }

    @Test
    void filtersOfNalRAreThoseOfPyclarityAtAudiometricFrequencies() throws IOException {
        List<String> lines = lines("nal_r.csv");

        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(";", -1);
            double[] levels = Arrays.stream(cells[1].split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            SampleRate rate = new SampleRate(Integer.parseInt(cells[3]));
            float[] taps = GainFilter.taps(Prescription.NAL_R.gains(right(levels)), rate, Integer.parseInt(cells[2]));
            for (int i = 0; i < PLACES.length; i++) {
                assertThat(GainFilter.response(taps, rate, PLACES[i]))
                        .as("%s at %s and %s Hz", cells[0], rate, PLACES[i])
                        .isCloseTo(Double.parseDouble(cells[4 + i]), within(0.1));
            }
        }
        assertThat(lines).hasSize(25);
    }

    @Test
    void nalRIsItsFormula() {
        GainCurve gains = Prescription.NAL_R.gains(N3);

        // X = 0.05 (35 + 40 + 50) = 6.25
        assertThat(gains.at(250)).isCloseTo(6.25 + 0.31 * 35 - 17, within(1e-9));
        assertThat(gains.at(1000)).isCloseTo(6.25 + 0.31 * 40 + 1, within(1e-9));
        assertThat(gains.at(4000)).isCloseTo(6.25 + 0.31 * 60 - 2, within(1e-9));
    }

    @Test
    void nalRGivesMoreForSevereLosses() {
        GainCurve gains = Prescription.NAL_R.gains(right(90, 95, 105, 105, 105, 105, 105, 105));

        // 9 + 0.116 (305 - 180)
        assertThat(gains.at(2000)).isCloseTo(9 + 0.116 * 125 + 0.31 * 105 - 1, within(1e-9));
    }

    @Test
    void noPrescriptionAmplifiesWhereNothingIsLostNorTakesAway() {
        for (Prescription prescription : Prescription.values()) {
            GainCurve gains = prescription.gains(right(0, -10, 0, 0, -5, 0, 0, 0));

            for (double place : PLACES) {
                assertThat(gains.at(place))
                        .as("%s at %s Hz", prescription, place)
                        .isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    void halfGainIsHalfOfTheLoss() {
        assertThat(Prescription.HALF_GAIN.gains(N3).at(4000)).isEqualTo(30);
    }

    @Test
    void camfitIsItsFormula() {
        GainCurve gains = Prescription.CAMFIT_LINEAR.gains(N3);

        assertThat(gains.at(1000)).isCloseTo(0.48 * 40, within(1e-9));
        assertThat(gains.at(500)).isCloseTo(0.48 * 35 - 8, within(1e-9));
        assertThat(gains.at(2000)).isCloseTo(0.48 * 50 + 1, within(1e-9));
    }

    @Test
    void thresholdsBetweenFrequenciesAreALineOverTheLogarithm() {
        Audiogram audiogram = right(10, 20, 40, 40, 40, 40, 40, 60);

        assertThat(audiogram.level(500 * Math.sqrt(2))).isCloseTo(30, within(1e-9));
        assertThat(audiogram.level(100)).isEqualTo(10);
        assertThat(audiogram.level(12_000)).isEqualTo(60);
        assertThat(audiogram.fourFrequencyAverage()).isEqualTo(35);
    }

    @Test
    void audiogramsThatCantBeAreRefusedWithWhatIsWrong() {
        assertThatThrownBy(() -> right(10, 20)).hasMessageContaining("8 frequencies and 2 thresholds");
        assertThatThrownBy(() -> right(10, 20, Double.NaN, 40, 40, 40, 40, 60))
                .hasMessageContaining("NaN dB HL at 1000.0 Hz");
        assertThatThrownBy(() -> right(10, 20, 30, 40, 40, 40, 40, 160))
                .hasMessageContaining("160.0 dB HL at 8000.0 Hz");
        assertThatThrownBy(
                        () -> new Audiogram(Ear.LEFT, Calibration.NONE, new double[] {500, 500}, new double[] {1, 2}))
                .hasMessageContaining("500.0 Hz after 500.0 Hz");
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(PrescriptionTest.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
