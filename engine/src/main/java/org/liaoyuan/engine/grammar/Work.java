package org.liaoyuan.engine.grammar;

/** What one compilation may cost, counted in steps rather than seconds so that the answer is the same on every machine. */
final class Work {

    private static final long MOST = 3_000_000;

    private long spent;

    void spend(long steps) {
        spent += steps;
        if (spent > MOST) {
            throw new Refusal("it is too complex to compile; split it, or use fewer alternatives that overlap");
        }
    }
}
