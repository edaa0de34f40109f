package org.liaoyuan.sound.hearing.aid;

import java.util.Arrays;
import java.util.List;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.hearing.fitting.Channel;
import org.liaoyuan.sound.hearing.fitting.Fitting;

/**
 * Wide dynamic range compression: in each channel the level is followed, with one time constant upwards and another one downwards,
 * and its {@link Channel#gain static curve} says the gain. Between the centres of channels gains are lines over the logarithm of frequency.
 */
final class ChannelCompressor {

    /** dB SPL: below this nothing is told apart, so that a sound after silence does not begin from minus infinity. */
    private static final float QUIETEST = 10;

    /**
     * dB: a channel counts as loud as its neighbour less this, as a loud sound masks its neighbours in the ear. Speech falls off more
     * slowly; a tone alone would else stand in a notch between two channels of high gain, steeper than a filter of few milliseconds can be.
     */
    private static final float SPREAD = 8;

    /** dB by which a channel is raised to see what its neighbours get of it. */
    private static final float STEP = 6;

    private static final int ROUNDS = 4;
    /** As a part of the sample rate. */
    private static final double HIGHEST = 0.49;

    private final int hertz;
    private final EffectiveResponse response;
    private final ShortTimeSpectrum look;
    private final float[] real;
    private final float[] imaginary;
    /** Those of the spectra that are looked at, which are the places where gains are computed. */
    private final float[] frequencies;

    private final float[] places;
    /** How many bins of the aid's spectra come to one place. */
    private final int finer;

    private final int wanted;
    private final double fullScale;
    private final double hopSeconds;
    private Channel[] channels;
    private int[] first;
    private final int[] below;
    private final float[] part;
    private float[] levels;
    private float[] gains;
    private float[] now;
    private float[] fitted;
    private float[][] sharpening;
    private float attack;
    private float release;

    /**
     * @param hertz sample rate
     * @param look spectra of a shorter while, of which levels are taken: they have to be followed sooner than a long window shows them
     * @param spectrum that factors are for, as many bins apart as the shorter one or a multiple of them
     */
    ChannelCompressor(
            int hertz,
            int hop,
            ShortTimeSpectrum look,
            ShortTimeSpectrum spectrum,
            Level.Reference reference,
            Fitting fitting,
            double attackMillis,
            double releaseMillis) {
        int bins = look.bins();
        this.hertz = hertz;
        this.look = look;
        this.response = spectrum.response();
        this.wanted = spectrum.bins();
        this.finer = (wanted - 1) / (bins - 1);
        this.real = new float[bins];
        this.imaginary = new float[bins];
        this.places = new float[bins];
        this.frequencies = new float[bins];
        for (int k = 0; k < bins; k++) {
            frequencies[k] = (float) hertz * k / (2 * (bins - 1));
        }
        this.fullScale = reference.fullScale();
        this.hopSeconds = (double) hop / hertz;
        this.below = new int[bins];
        this.part = new float[bins];
        this.channels = new Channel[0];
        this.first = new int[0];
        this.levels = new float[0];
        this.gains = new float[0];
        this.now = new float[0];
        this.fitted = new float[0];
        this.sharpening = new float[0][0];
        fit(fitting);
        times(attackMillis, releaseMillis);
    }

    /** Another fitting; levels are kept where there are as many channels. */
    void fit(Fitting fitting) {
        List<Channel> given = fitting.channels();
        channels = given.toArray(new Channel[0]);
        if (levels.length != channels.length) {
            levels = new float[channels.length];
            Arrays.fill(levels, QUIETEST);
            gains = new float[channels.length];
            now = new float[channels.length];
            fitted = new float[channels.length];
            sharpening = new float[channels.length][channels.length];
            first = new int[channels.length + 1];
        }
        int bin = 0;
        for (int c = 0; c < channels.length; c++) {
            while (bin < frequencies.length && frequencies[bin] < channels[c].lower()) {
                bin++;
            }
            first[c] = bin;
        }
        first[channels.length] = frequencies.length;
        for (int k = 0; k < frequencies.length; k++) {
            place(k);
        }
        sharpen();
    }

    private void place(int k) {
        int low = 0;
        while (low + 2 < channels.length && channels[low + 1].centre() <= frequencies[k]) {
            low++;
        }
        below[k] = low;
        if (low + 1 < channels.length) {
            double from = channels[low].centre();
            double to = channels[low + 1].centre();
            double share = Math.log(Math.max(1, frequencies[k]) / from) / Math.log(to / from);
            part[k] = (float) Math.max(0, Math.min(1, share));
        }
    }

    /** Time constants: after one of them 63 % of a change of level in dB is followed. */
    void times(double attackMillis, double releaseMillis) {
        attack = (float) (1 - Math.exp(-hopSeconds * 1000 / attackMillis));
        release = (float) (1 - Math.exp(-hopSeconds * 1000 / releaseMillis));
    }

    /**
     * Looks at the next block, and says what to do with the spectrum that ends with it.
     *
     * @param block not changed
     * @param extra dB for all channels, such as a volume
     * @param factors one for each bin, written
     */
    void process(float[] block, float extra, float[] factors) {
        look.analyse(block, real, imaginary);
        float binPower = look.power();
        for (int c = 0; c < channels.length; c++) {
            float power = 0;
            for (int k = first[c]; k < first[c + 1]; k++) {
                power += real[k] * real[k] + imaginary[k] * imaginary[k];
            }
            now[c] = (float) Math.max(QUIETEST, 10 * Math.log10(power * binPower + 1e-20) + fullScale);
        }
        int last = channels.length - 1;
        for (int c = 1; c <= last; c++) {
            now[c] = Math.max(now[c], now[c - 1] - SPREAD);
        }
        for (int c = last; c >= 0; c--) {
            if (c < last) {
                now[c] = Math.max(now[c], now[c + 1] - SPREAD);
            }
            levels[c] += (now[c] > levels[c] ? attack : release) * (now[c] - levels[c]);
            fitted[c] = (float) channels[c].gain(levels[c]) + extra;
        }
        for (int c = 0; c <= last; c++) {
            float sum = fitted[c];
            for (int other = 0; other <= last; other++) {
                sum += sharpening[c][other] * fitted[other];
            }
            gains[c] = sum;
        }
        spread(gains, factors);
    }

    /**
     * A tone at a channel's centre gets a part of its neighbours' gain too. How large a part is measured for a step of each
     * channel; what undoes it is the inverse of that matrix, by its series.
     */
    private void sharpen() {
        int count = channels.length;
        float[] factors = new float[wanted];
        float[] step = new float[count];
        double[][] smeared = new double[count][count];
        for (int other = 0; other < count; other++) {
            Arrays.fill(step, 0);
            step[other] = STEP;
            spread(step, factors);
            response.of(factors);
            for (int c = 0; c < count; c++) {
                double own = c == other ? 1 : 0;
                smeared[c][other] = own - response.at(Math.min(channels[c].centre() / hertz, HIGHEST)) / STEP;
            }
        }
        for (int c = 0; c < count; c++) {
            // channels that all have the same gain need nothing
            double rest = 0;
            for (int other = 0; other < count; other++) {
                rest += other == c ? 0 : smeared[c][other];
            }
            smeared[c][c] = -rest;
        }
        double[][] sum = smeared;
        for (int round = 0; round < ROUNDS; round++) {
            double[][] next = new double[count][count];
            for (int c = 0; c < count; c++) {
                for (int other = 0; other < count; other++) {
                    double product = 0;
                    for (int i = 0; i < count; i++) {
                        product += smeared[c][i] * sum[i][other];
                    }
                    next[c][other] = smeared[c][other] + product;
                }
            }
            sum = next;
        }
        for (int c = 0; c < count; c++) {
            for (int other = 0; other < count; other++) {
                sharpening[c][other] = (float) sum[c][other];
            }
        }
    }

    /** From channels to places, and from these by lines to bins. */
    private void spread(float[] decibelsOf, float[] factors) {
        int last = channels.length - 1;
        for (int k = 0; k < places.length; k++) {
            float low = decibelsOf[below[k]];
            float decibels = low + part[k] * (decibelsOf[Math.min(last, below[k] + 1)] - low);
            places[k] = (float) Math.exp(decibels * 0.115_129_254_6f);
        }
        for (int k = 0; k + 1 < places.length; k++) {
            float step = (places[k + 1] - places[k]) / finer;
            for (int i = 0; i < finer; i++) {
                factors[k * finer + i] = places[k] + i * step;
            }
        }
        factors[factors.length - 1] = places[places.length - 1];
    }

    int channels() {
        return channels.length;
    }

    /** dB SPL of the sound in a channel, as followed. */
    float level(int channel) {
        return levels[channel];
    }

    /** dB. */
    float gain(int channel) {
        return gains[channel];
    }

    void reset() {
        look.reset();
        Arrays.fill(levels, QUIETEST);
    }
}
