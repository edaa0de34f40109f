package org.liaoyuan.server.hearing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a hearing test that somebody kept. It is no diagnosis.
 *
 * @param source whether the person measured it with this program, or brought it from a clinician
 * @param calibration of an audiogram: what is known of its levels; null for digits
 * @param thresholds of an audiogram; none for digits
 * @param digits of a digits-in-noise test; null for an audiogram
 * @param note the person's own words
 */
@Schema(name = "HearingResult")
record HearingResult(
        UUID id,
        Kind kind,
        Source source,
        Instant measuredAt,
        Reliability reliability,
        @Nullable Calibration calibration,
        List<HearingThreshold> thresholds,
        @Nullable Digits digits,
        String note,
        Instant createdAt) {

    @Schema(name = "HearingKind")
    enum Kind {
        AUDIOGRAM,
        DIGITS
    }

    @Schema(name = "HearingSource")
    enum Source {
        SELF,
        CLINICIAN
    }

    @Schema(name = "HearingReliability")
    enum Reliability {
        GOOD,
        DOUBTFUL,
        POOR
    }

    /** What is known of the levels: nothing, that ears that hear normally were measured on the device, or a coupler's figures. */
    @Schema(name = "HearingCalibration")
    enum Calibration {
        NONE,
        BIOLOGICAL,
        COUPLER
    }

    /** @see Digits#language */
    @Schema(name = "SpokenLanguage")
    enum Language {
        zh,
        en
    }

    /**
     * Digits in noise.
     *
     * @param language of the digits
     * @param srt the ratio of digits to noise in dB at which half of the triplets are understood
     * @param standardError of it, in dB
     */
    @Schema(name = "DigitsInNoise")
    record Digits(Language language, double srt, double standardError) {

        Digits {
            if ((Object) language == null) {
                throw new IllegalArgumentException("digits without a language; expected zh or en");
            }
            if (!(srt >= -40 && srt <= 40 && standardError >= 0 && standardError <= 40)) {
                throw new IllegalArgumentException("digits with a threshold of " + srt + " dB and a standard error of "
                        + standardError + "; expected -40 to 40 and 0 to 40");
            }
        }
    }
}
