package org.liaoyuan.engine.grammar;

/**
 * Which way to err where a keyword can't be told exactly. A grammar must not accept too much; a proof that two schemas exclude each
 * other must not forget anything they have in common.
 */
enum Bound {
    /** At most the values meant. */
    UNDER,
    /** At least the values meant. */
    OVER;

    /** What stands for something that this compiler can't tell. */
    Shapes unknown() {
        return this == UNDER ? Shapes.NONE : Shapes.ANY;
    }
}
