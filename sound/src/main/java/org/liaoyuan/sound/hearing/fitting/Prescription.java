package org.liaoyuan.sound.hearing.fitting;

/**
 * Published rules that say how much insertion gain an ear with a loss is given, whatever the level of the sound. Gains are never
 * below 0 dB.
 */
public enum Prescription {
    /** Half of the loss at each frequency (Lybarger 1944). */
    HALF_GAIN {
        @Override
        public GainCurve gains(Audiogram audiogram) {
            double[] frequencies = audiogram.frequencies();
            double[] gains = new double[frequencies.length];
            for (int i = 0; i < gains.length; i++) {
                gains[i] = Math.max(0, audiogram.level(frequencies[i]) / 2);
            }
            return new GainCurve(frequencies, gains);
        }
    },

    /**
     * NAL-R (Byrne and Dillon 1986), with the part for severe losses of NAL-RP (Byrne, Parkinson and Newall 1990) as pyclarity's
     * {@code NALR} has it: {@code X + 0.31 HL + k}, where X is 0.05 of the sum of the losses at 500, 1000 and 2000 Hz up to a sum
     * of 180 dB, and grows by 0.116 of what is above. Nothing is amplified where there is no loss at all.
     */
    NAL_R {
        @Override
        public GainCurve gains(Audiogram audiogram) {
            double sum = audiogram.level(500) + audiogram.level(1000) + audiogram.level(2000);
            double common = sum <= 180 ? 0.05 * sum : 9 + 0.116 * (sum - 180);
            double worst = 0;
            double[] gains = new double[NAL_R_FREQUENCIES.length];
            for (int i = 0; i < gains.length; i++) {
                double loss = audiogram.level(NAL_R_FREQUENCIES[i]);
                worst = Math.max(worst, loss);
                gains[i] = Math.max(0, common + 0.31 * loss + NAL_R_CONSTANTS[i]);
            }
            return new GainCurve(NAL_R_FREQUENCIES, worst > 0 ? gains : new double[gains.length]);
        }
    },

    /** Cambridge formula for linear aids (Moore and Glasberg 1998): {@code 0.48 HL + c}. */
    CAMFIT_LINEAR {
        @Override
        public GainCurve gains(Audiogram audiogram) {
            double[] gains = new double[CAMFIT_FREQUENCIES.length];
            for (int i = 0; i < gains.length; i++) {
                gains[i] = Math.max(0, 0.48 * audiogram.level(CAMFIT_FREQUENCIES[i]) + CAMFIT_CONSTANTS[i]);
            }
            return new GainCurve(CAMFIT_FREQUENCIES, gains);
        }
    };

    private static final double[] NAL_R_FREQUENCIES = {250, 500, 1000, 2000, 4000, 6000};
    private static final double[] NAL_R_CONSTANTS = {-17, -8, 1, -1, -2, -2};
    private static final double[] CAMFIT_FREQUENCIES = {125, 250, 500, 750, 1000, 1500, 2000, 3000, 4000, 5000};
    private static final double[] CAMFIT_CONSTANTS = {-11, -10, -8, -6, 0, -1, 1, -1, 0, 1};

    /** Insertion gain in dB over frequency. */
    public abstract GainCurve gains(Audiogram audiogram);
}
