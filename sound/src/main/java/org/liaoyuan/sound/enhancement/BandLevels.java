package org.liaoyuan.sound.enhancement;

/** Powers of bands as levels, relative to a mean of all of them over about a second: the nets should not care how loud it is. */
final class BandLevels {

    private final int bands;
    private final double second;
    private float mean;
    private long frames;

    /** @param second frames of a second */
    BandLevels(int bands, double second) {
        this.bands = bands;
        this.second = second;
    }

    /** @param powers of the next frame; its relative levels are written over them, as logarithms to base 10 */
    void relative(float[] powers) {
        float sum = 0;
        for (int b = 0; b < bands; b++) {
            powers[b] = (float) Math.log10(powers[b] + 1e-7f);
            sum += powers[b];
        }
        float now = sum / bands;
        frames++;
        mean = frames == 1 ? now : mean + (float) Math.max(1 / second, 1.0 / frames) * (now - mean);
        for (int b = 0; b < bands; b++) {
            powers[b] -= mean;
        }
    }

    /** Whether nothing was heard yet. */
    boolean fresh() {
        return frames == 0;
    }

    void reset() {
        mean = 0;
        frames = 0;
    }
}
