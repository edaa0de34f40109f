package org.liaoyuan.sound.hearing.aid;

/**
 * Every n-th sample behind a low pass, for what listens at 16 kHz beside the way to the ear. Delays by {@code 4 n} samples (0.25 ms):
 * shorter than a resampler's, and its stop band of 50 dB is enough to look at levels.
 */
final class Decimator {

    private final int factor;
    private final float[] taps;
    private final float[] past;
    private int at;
    private int until;

    /** @param factor 1 passes all on */
    Decimator(int factor) {
        this.factor = factor;
        this.taps = new float[factor == 1 ? 1 : 8 * factor + 1];
        this.past = new float[taps.length];
        double sum = 0;
        int middle = taps.length / 2;
        for (int i = 0; i < taps.length; i++) {
            double x = Math.PI * (i - middle) * 0.88 / factor;
            double window = 0.42
                    + 0.5 * Math.cos(Math.PI * (i - middle) / (middle + 1.0))
                    + 0.08 * Math.cos(2 * Math.PI * (i - middle) / (middle + 1.0));
            taps[i] = (float) ((i == middle ? 1 : Math.sin(x) / x) * window);
            sum += taps[i];
        }
        for (int i = 0; i < taps.length; i++) {
            taps[i] /= (float) sum;
        }
        this.until = factor;
    }

    /** Takes a sample; whether {@link #value} is there. */
    boolean take(float sample) {
        past[at] = sample;
        at = at + 1 == past.length ? 0 : at + 1;
        until--;
        if (until > 0) {
            return false;
        }
        until = factor;
        return true;
    }

    float value() {
        float sum = 0;
        int place = at;
        for (float tap : taps) {
            sum += tap * past[place];
            place = place + 1 == past.length ? 0 : place + 1;
        }
        return sum;
    }
}
