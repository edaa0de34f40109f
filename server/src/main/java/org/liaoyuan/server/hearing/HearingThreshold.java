package org.liaoyuan.server.hearing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One point of an audiogram, by air conduction.
 *
 * @param ear whose
 * @param hertz of the tone, from 125 to 16000
 * @param level in dB HL, from -20 to 130
 * @param beyond true where the loudest tone, of this level, was not heard
 */
@Schema(name = "HearingThreshold")
record HearingThreshold(Ear ear, int hertz, double level, boolean beyond) {

    /** More than any audiometer has. */
    static final int MOST = 48;

    @Schema(name = "Ear")
    enum Ear {
        RIGHT,
        LEFT
    }

    /** @throws IllegalArgumentException if that is no threshold of an audiometer */
    HearingThreshold {
        if ((Object) ear == null) {
            throw new IllegalArgumentException("a threshold without an ear; expected RIGHT or LEFT");
        }
        if (hertz < 125 || hertz > 16_000) {
            throw new IllegalArgumentException(
                    "a threshold at " + hertz + " Hz; expected a frequency from 125 to 16000");
        }
        if (!(level >= -20 && level <= 130)) {
            throw new IllegalArgumentException(
                    "a threshold of " + level + " dB HL at " + hertz + " Hz; expected one from -20 to 130");
        }
    }

    /** @throws IllegalArgumentException where there are none, too many, or one twice */
    static List<HearingThreshold> audiogram(Collection<HearingThreshold> thresholds) {
        if (thresholds.isEmpty() || thresholds.size() > MOST) {
            throw new IllegalArgumentException(
                    "an audiogram with " + thresholds.size() + " thresholds; expected 1 to " + MOST);
        }
        Set<String> places = new HashSet<>();
        for (HearingThreshold threshold : thresholds) {
            if (!places.add(threshold.ear() + " " + threshold.hertz())) {
                throw new IllegalArgumentException("the " + threshold.ear() + " ear has two thresholds at "
                        + threshold.hertz() + " Hz; expected one");
            }
        }
        return List.copyOf(thresholds);
    }
}
