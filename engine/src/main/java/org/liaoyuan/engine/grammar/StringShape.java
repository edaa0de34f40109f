package org.liaoyuan.engine.grammar;

/**
 * Texts by their characters and their length. The length stays beside the automaton: counting to 1,000 would take 1,000 states.
 *
 * @param least in code points
 * @param most in code points; {@link Integer#MAX_VALUE} for no bound
 */
record StringShape(Automaton texts, int least, int most) {

    static final StringShape ANY = new StringShape(Automaton.ANY, 0, Integer.MAX_VALUE);

    static StringShape of(Automaton texts) {
        return new StringShape(texts, 0, Integer.MAX_VALUE);
    }

    StringShape and(StringShape other) {
        return new StringShape(texts.and(other.texts), Math.max(least, other.least), Math.min(most, other.most));
    }

    boolean isEmpty() {
        return least > most || texts.isEmpty();
    }
}
