package org.liaoyuan.sound.hearing.aid;

/**
 * What comes first: samples that are no numbers become 0, impossible ones are cut, and DC goes (a high pass of first order, 3 dB down at
 * 60 Hz), so that nothing behind it can be spoilt for longer than a block.
 */
final class Intake {

    /** Hz. */
    static final double CORNER = 60;
    /** Hz, as high as DC comes. */
    private static final double LEAST = 5;
    /** Twice full scale: a microphone gives less. */
    private static final float MOST = 2;

    private final float pole;
    private final float gain;
    private final float slowPole;
    private float before;
    private float out;
    private float slow;
    private float slowBefore;

    Intake(int hertz) {
        double w = Math.tan(Math.PI * CORNER / hertz);
        this.pole = (float) ((1 - w) / (1 + w));
        this.gain = (float) (1 / (1 + w));
        this.slowPole = (float) (1 - 2 * Math.PI * LEAST / hertz);
    }

    /** @param rumble what the high pass takes away but for DC, written: a net that was trained with it wants to hear it */
    void process(float[] block, float[] rumble) {
        for (int i = 0; i < block.length; i++) {
            float in = block[i];
            // false for NaN as well
            float sound = in >= -MOST && in <= MOST ? in : in > MOST ? MOST : in < -MOST ? -MOST : 0;
            out = gain * (sound - before) + pole * out;
            if (out < 1e-20f && out > -1e-20f) {
                out = 0;
            }
            before = sound;
            block[i] = out;
            float taken = sound - out;
            slow = taken - slowBefore + slowPole * slow;
            if (slow < 1e-20f && slow > -1e-20f) {
                slow = 0;
            }
            slowBefore = taken;
            rumble[i] = slow;
        }
    }

    void reset() {
        before = 0;
        out = 0;
        slow = 0;
        slowBefore = 0;
    }
}
