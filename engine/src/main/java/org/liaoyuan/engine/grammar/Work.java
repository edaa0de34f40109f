package org.liaoyuan.engine.grammar;

/** What one compilation may cost, counted in steps rather than seconds so that the answer is the same on every machine. */
final class Work {

    /** The compilation that is under way on this thread; automata charge it without being handed it. */
    static final ScopedValue<Work> CURRENT = ScopedValue.newInstance();

    private static final long MOST = 60_000_000;
    /** A step with shapes costs about as much as so many with automata. */
    private static final long LARGE = 20;

    private long spent;

    void spend(long largeSteps) {
        add(largeSteps * LARGE);
    }

    /** Small steps: an edge or a node of an automaton. */
    static void charge(long steps) {
        if (CURRENT.isBound()) {
            CURRENT.get().add(steps);
        }
    }

    private void add(long steps) {
        spent += steps;
        if (spent > MOST) {
            throw new Refusal(
                    "it is too complex to compile; split it, or use simpler patterns and fewer alternatives that overlap");
        }
    }
}
