package org.liaoyuan.sound.hearing.aid;

/**
 * Gives spectra back what the {@link Intake}'s high pass took of voices: at 120 Hz 1 dB, and a turn of 27 degrees. What it is there for lies lower, and
 * stays away. The high pass itself has to come first, since short frames would let rumble into everything, and a loop that
 * is amplified would build it up.
 */
final class IntakeUndone {

    /** Hz: from here on all of it is undone, below the turn alone. */
    private static final double LOWEST = 80;
    /** Hz: above, it is less than 1.2 degrees. */
    private static final double HIGHEST = 3000;

    private final float[] real;
    private final float[] imaginary;

    IntakeUndone(int hertz, int bins) {
        int count = Math.min(bins - 1, (int) (HIGHEST * 2 * (bins - 1) / hertz));
        this.real = new float[count];
        this.imaginary = new float[count];
        for (int k = 1; k < count; k++) {
            double frequency = (double) hertz * k / (2 * (bins - 1));
            // the high pass is jf / (jf + corner)
            double turn = -Intake.CORNER / frequency;
            double size = frequency < LOWEST ? Math.hypot(1, turn) : 1;
            real[k] = (float) (1 / size);
            imaginary[k] = (float) (turn / size);
        }
    }

    void process(float[] re, float[] im) {
        for (int k = 1; k < real.length; k++) {
            float now = re[k] * real[k] - im[k] * imaginary[k];
            im[k] = re[k] * imaginary[k] + im[k] * real[k];
            re[k] = now;
        }
    }
}
