package org.liaoyuan.sound.hearing.aid;

/**
 * Turns spectra back by what the {@link Intake}'s high pass turned them on: 27 degrees at 120 Hz, 13 at 250. Nobody hears that, but who compares waveforms or
 * envelopes with what was said does. The high pass itself has to come first, since short frames would let rumble into everything.
 */
final class StraightPhase {

    /** Hz: above, it is less than 1.2 degrees. */
    private static final double HIGHEST = 3000;

    private final float[] cosine;
    private final float[] sine;

    StraightPhase(int hertz, int bins) {
        int count = Math.min(bins - 1, (int) (HIGHEST * 2 * (bins - 1) / hertz));
        this.cosine = new float[count];
        this.sine = new float[count];
        for (int k = 1; k < count; k++) {
            double angle = Math.atan2(Intake.CORNER, (double) hertz * k / (2 * (bins - 1)));
            cosine[k] = (float) Math.cos(angle);
            sine[k] = (float) Math.sin(angle);
        }
    }

    void process(float[] real, float[] imaginary) {
        for (int k = 1; k < cosine.length; k++) {
            float turned = real[k] * cosine[k] + imaginary[k] * sine[k];
            imaginary[k] = imaginary[k] * cosine[k] - real[k] * sine[k];
            real[k] = turned;
        }
    }
}
