package org.liaoyuan.sound.hearing.fitting;

/**
 * How compression ratios follow from a loss.
 *
 * @param least where there is no loss
 * @param perDecibel added for each dB of loss above 20 dB HL
 * @param most never above this
 */
public record Compression(double least, double perDecibel, double most) {

    /** None: the prescription's gain at every level. */
    public static final Compression LINEAR = new Compression(1, 0, 1);

    /** 1.5 at 40 dB HL, 2 at 60, 2.5 from 80 on: mild ratios, which keep the envelope that impaired ears rely on (Souza 2002). */
    public static final Compression BY_LOSS = new Compression(1, 0.025, 2.5);

    private static final double NO_LOSS = 20;

    public Compression {
        if (!(least >= 1 && most >= least && most <= 10 && perDecibel >= 0)) {
            throw new IllegalArgumentException("compression ratios from " + least + " to " + most + " with "
                    + perDecibel + " per dB: they are 1 to 10, and rise");
        }
    }

    /** The same ratio everywhere. */
    public static Compression fixed(double ratio) {
        return new Compression(ratio, 0, ratio);
    }

    /** @param loss in dB HL */
    public double ratio(double loss) {
        return Math.min(most, least + perDecibel * Math.max(0, loss - NO_LOSS));
    }
}
