package org.liaoyuan.server.assistant.persona;

/** The sign test: how likely it is that so many of so many pairs differ in one direction where there is no difference. */
final class Signs {

    private Signs() {}

    /** Two-sided; pairs without a difference don't count. */
    static double chance(int more, int less) {
        int pairs = more + less;
        if (pairs == 0) {
            return 1;
        }
        double sum = 0;
        double term = Math.pow(0.5, pairs);
        for (int i = 0; i <= Math.min(more, less); i++) {
            sum += term;
            term = term * (pairs - i) / (i + 1);
        }
        return Math.min(1, 2 * sum);
    }
}
