package org.liaoyuan.sound.hearing.aid;

/**
 * Lifts what a mask lets through by what the mask took from the whole: speech among noise gets louder, and the sound as a whole never louder
 * than it would be without the mask.
 *
 * <p>Both levels are means over some seconds in which a moment counts by how much of it the mask let through, since what lies between words
 * says nothing of the words. Where hardly anything is let through for a while nobody speaks, and nothing is lifted.
 */
final class MakeUp {

    /** dB. */
    static final double MOST = 6;

    private static final double LEVEL_SECONDS = 1.5;
    private static final double OPEN_SECONDS = 3;
    /** How open the mask is on the mean, from 0 at its least factor to 1: up to here nobody speaks, from the other one on somebody does. */
    private static final double NOBODY = 0.1;

    private static final double SOMEBODY = 0.2;

    private final float levelRate;
    private final float openRate;
    private float power;
    private float without;
    private float with;
    private float open;
    private float factor = 1;

    /** @param rate blocks a second */
    MakeUp(double rate) {
        levelRate = (float) (1 / (LEVEL_SECONDS * rate));
        openRate = (float) (1 / (OPEN_SECONDS * rate));
    }

    /** Hears the next spectrum as it would be without the mask. */
    void hear(float[] real, float[] imaginary, float[] factors) {
        power = power(real, imaginary, factors);
    }

    /**
     * Multiplies into the factors of the same spectrum, in which the mask's are.
     *
     * @param floor the least factor of the mask
     */
    void lift(float[] real, float[] imaginary, float[] factors, float floor) {
        float let = power(real, imaginary, factors);
        // false for what is no number: such a block changes nothing
        if (power > 0 && power < Float.MAX_VALUE && let < Float.MAX_VALUE) {
            float share = Math.min(1, let / power);
            without += levelRate * share * (power - without);
            with += levelRate * share * (let - with);
            float opened = floor < 1 ? Math.max(0, ((float) Math.sqrt(share) - floor) / (1 - floor)) : 0;
            open += openRate * (opened - open);
            factor = factor();
        }
        for (int k = 0; k < factors.length; k++) {
            factors[k] *= factor;
        }
    }

    private float factor() {
        double held = Math.max(0, Math.min(1, (open - NOBODY) / (SOMEBODY - NOBODY)));
        double taken = with > 0 ? 10 * Math.log10(without / with) : 0;
        return (float) Math.pow(10, Math.max(0, Math.min(held * MOST, taken)) / 20);
    }

    private static float power(float[] real, float[] imaginary, float[] factors) {
        float sum = 0;
        for (int k = 0; k < factors.length; k++) {
            sum += factors[k] * factors[k] * (real[k] * real[k] + imaginary[k] * imaginary[k]);
        }
        return sum;
    }

    void reset() {
        power = 0;
        without = 0;
        with = 0;
        open = 0;
        factor = 1;
    }
}
