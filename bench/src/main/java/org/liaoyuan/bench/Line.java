package org.liaoyuan.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * One figure beside its peer's.
 *
 * @param what what was measured, with its unit
 * @param ours our median
 * @param peer the peer's median; NaN where the peer is not on this machine
 * @param target the ratio ours / peer to reach
 * @param lessIsBetter whether the target is a ceiling
 */
record Line(String what, double ours, double peer, double target, boolean lessIsBetter) {

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static String head() {
        return "| what | ours | peer | ours / peer | target | |\n|---|---:|---:|---:|---:|---|";
    }

    String markdown() {
        String goal = (lessIsBetter ? "≤ " : "≥ ") + target;
        if (Double.isNaN(peer)) {
            return String.format(Locale.ROOT, "| %s | %.2f | not here | – | %s | – |", what, ours, goal);
        }
        double ratio = ours / peer;
        boolean met = lessIsBetter ? ratio <= target : ratio >= target;
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.3f | %s | %s |",
                what,
                ours,
                peer,
                ratio,
                goal,
                met ? "met" : "missed");
    }
}
