package org.liaoyuan.sound.hearing.aid;

/**
 * Shifts everything above 1.5 kHz up by a few Hz, so that a sound that comes back into the microphone no longer agrees with
 * itself: whistles build up more slowly, and the canceller does not take a melody for feedback. Spectra are turned a little further
 * from block to block; below 1.5 kHz, where one would hear it as beating and where feedback is rare, nothing changes.
 */
final class FrequencyShift {

    private static final double LOWEST = 1500;

    private final int first;
    private final double step;
    private double angle;

    FrequencyShift(int hertz, int hop, int bins, double shift) {
        this.first = (int) Math.ceil(LOWEST * 2 * (bins - 1) / hertz);
        this.step = 2 * Math.PI * shift * hop / hertz;
    }

    /**
     * @param moving false lets it come to rest: spectra are turned on to a whole turn, 100 ms at most, since what jumps back is heard as a click
     */
    void process(float[] real, float[] imaginary, boolean moving) {
        if (!moving && angle == 0) {
            return;
        }
        angle += step;
        if (angle > 2 * Math.PI) {
            angle = moving ? angle - 2 * Math.PI : 0;
        }
        float c = (float) Math.cos(angle);
        float s = (float) Math.sin(angle);
        for (int k = first; k < real.length - 1; k++) {
            float turned = real[k] * c - imaginary[k] * s;
            imaginary[k] = real[k] * s + imaginary[k] * c;
            real[k] = turned;
        }
    }
}
