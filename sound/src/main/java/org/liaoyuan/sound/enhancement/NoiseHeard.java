package org.liaoyuan.sound.enhancement;

/**
 * How much noise a net hears beside the speech, over about two seconds: what its gains let through against what they keep back. Where
 * that is little, it is mostly its own mistakes, and softening it would harm clean speech, or one of two who talk; so gains are lifted
 * towards 1 there.
 */
final class NoiseHeard {

    /** dB from where gains stay as they are to where they are all 1. */
    static final double FADE = 5;

    private static final double SECONDS = 2;

    private final double frames;
    private final double all;
    private float speech;
    private float noise;
    private long count;

    /**
     * @param rate frames a second
     * @param all dB of speech over noise up to which gains stay as they are; the better a net, the more it may be trusted with little noise
     */
    NoiseHeard(double rate, double all) {
        this.frames = SECONDS * rate;
        this.all = all;
    }

    /**
     * @param powers of the bands of the next frame
     * @param gains of the same bands; lifted where there is hardly any noise
     */
    void lift(float[] powers, float[] gains) {
        float through = 0;
        float back = 0;
        for (int b = 0; b < gains.length; b++) {
            float let = gains[b];
            through += let * let * powers[b];
            back += (1 - let) * (1 - let) * powers[b];
        }
        count++;
        float rate = (float) Math.max(1 / frames, 1.0 / count);
        speech += rate * (through - speech);
        noise += rate * (back - noise);
        double ratio = 10 * Math.log10((speech + 1e-9) / (noise + 1e-9));
        float share = (float) Math.max(0, Math.min(1, (all + FADE - ratio) / FADE));
        for (int b = 0; b < gains.length; b++) {
            gains[b] = 1 - share * (1 - gains[b]);
        }
    }

    void reset() {
        speech = 0;
        noise = 0;
        count = 0;
    }
}
