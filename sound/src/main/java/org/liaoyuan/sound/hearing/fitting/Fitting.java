package org.liaoyuan.sound.hearing.fitting;

import java.util.ArrayList;
import java.util.List;

/**
 * What one ear is given: channels from low to high that cover all frequencies.
 *
 * <p>Compression stands about a linear prescription, in the way openMHA's CRx rules describe: ordinary speech (65 dB SPL with the
 * long-term spectrum of {@link SpeechSpectrum}) gets the prescribed gain in each channel, softer sounds more and louder ones less, down to a
 * knee at what speech of 40 dB SPL has in the channel.
 *
 * @param ear which one
 * @param channels rising, without gaps
 */
public record Fitting(Ear ear, List<Channel> channels) {

    /** Channels have their centres at these frequencies in Hz; edges lie half way between, by the logarithm. */
    private static final double[] CENTRES = {250, 500, 750, 1000, 1500, 2000, 3000, 4000, 6000, 8000};

    /** dB SPL of ordinary speech, which gets what is prescribed. */
    public static final double ORDINARY = 65;

    /** dB SPL of speech that is as soft as gains still rise for. */
    public static final double SOFT = 40;

    private static final double HIGHEST = 24_000;

    public Fitting {
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("a fitting without channels: give one at least");
        }
        for (int i = 1; i < channels.size(); i++) {
            if (channels.get(i).lower() != channels.get(i - 1).upper()) {
                throw new IllegalArgumentException("channel " + (i + 1) + " begins at "
                        + channels.get(i).lower() + " Hz and the one below ends at "
                        + channels.get(i - 1).upper() + " Hz: channels leave no gap");
            }
        }
        channels = List.copyOf(channels);
    }

    public static Fitting of(Audiogram audiogram, Prescription prescription, Compression compression) {
        GainCurve gains = prescription.gains(audiogram);
        List<Channel> channels = new ArrayList<>();
        double lower = 0;
        for (int i = 0; i < CENTRES.length; i++) {
            double centre = CENTRES[i];
            double upper = i + 1 < CENTRES.length ? Math.sqrt(centre * CENTRES[i + 1]) : HIGHEST;
            channels.add(new Channel(
                    centre,
                    lower,
                    upper,
                    gains.at(centre),
                    SpeechSpectrum.level(ORDINARY, lower, upper),
                    SpeechSpectrum.level(SOFT, lower, upper),
                    compression.ratio(audiogram.level(centre))));
            lower = upper;
        }
        return new Fitting(audiogram.ear(), channels);
    }

    /** Nothing is amplified: for an ear that hears, or to hear what the rest of the aid does. */
    public static Fitting flat(Ear ear) {
        return of(
                Audiogram.standard(ear, Calibration.NONE, new double[Audiogram.STANDARD.length]),
                Prescription.HALF_GAIN,
                Compression.LINEAR);
    }

    /** Trimmed by the person: between low and high frequencies gain goes from one to the other over the logarithm of frequency. */
    public Fitting trimmed(Trims trims) {
        List<Channel> trimmed = new ArrayList<>();
        for (Channel channel : channels) {
            double part = Math.clamp(0.5 + Math.log(channel.centre() / 1000) / Math.log(4), 0, 1);
            trimmed.add(
                    channel.compressed(trims.compression()).trimmed(trims.low() + part * (trims.high() - trims.low())));
        }
        return new Fitting(ear, trimmed);
    }

    /**
     * @param low dB up to 500 Hz
     * @param high dB from 2 kHz on
     */
    public Fitting trimmed(double low, double high) {
        return trimmed(new Trims(low, high, 1));
    }
}
