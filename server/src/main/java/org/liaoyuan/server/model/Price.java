package org.liaoyuan.server.model;

import org.liaoyuan.engine.Usage;

/**
 * What tokens cost, in yuan for a million of them; NaN where nobody said.
 *
 * @param in of the prompt
 * @param out of the answer
 * @param cached of the prompt, where the provider found them in its cache
 */
public record Price(double in, double out, double cached) {

    private static final double MILLION = 1e6;

    /** Nothing. */
    public static final Price FREE = new Price(0, 0, 0);

    /** Nobody said. */
    public static final Price UNKNOWN = new Price(Double.NaN, Double.NaN, Double.NaN);

    public boolean isKnown() {
        return !Double.isNaN(in) && !Double.isNaN(out);
    }

    /** Yuan for what was used; NaN if the price is unknown. */
    public double of(Usage usage) {
        return of(usage.promptTokens(), usage.cachedTokens(), usage.completionTokens());
    }

    /** Yuan for so many tokens, of whose prompt some were cached. */
    public double of(int prompt, int fromCache, int completion) {
        double each = Double.isNaN(cached) ? in : cached;
        return ((prompt - fromCache) * in + fromCache * each + completion * out) / MILLION;
    }
}
