package org.liaoyuan.server.profile;

/** Wilson's score interval of a proportion (E. B. Wilson, 1927): honest for few trials and near 0 and 1, where p ± 2σ is not. */
final class Wilson {

    /** Two-sided 95 % of the normal distribution. */
    private static final double Z = 1.959963984540054;

    private Wilson() {}

    /** The lower end of the 95 % interval, 0 to 1; 0 where nothing was tried. */
    static double lowerBound(int n, int passes) {
        if (n < 0 || passes < 0 || passes > n) {
            throw new IllegalArgumentException(passes + " of " + n + " passes; expected 0 ≤ passes ≤ n");
        }
        if (passes == 0) {
            return 0; // exactly, where rounding would leave a trace
        }
        double p = (double) passes / n;
        double z2 = Z * Z;
        double centre = p + z2 / (2 * n);
        double margin = Z * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
        return Math.max(0, (centre - margin) / (1 + z2 / n));
    }
}
