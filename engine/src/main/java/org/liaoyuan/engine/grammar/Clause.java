package org.liaoyuan.engine.grammar;

/** One keyword (or a few that only mean something together) of one schema: the values for which it holds, and for which it fails. */
interface Clause {

    Shapes holds(Bound bound);

    Shapes fails(Bound bound);

    /** A keyword about one type: values of other types pass, and only values of this type fail. */
    static Clause exact(Shapes holds, Shapes fails) {
        return new Clause() {
            @Override
            public Shapes holds(Bound bound) {
                return holds;
            }

            @Override
            public Shapes fails(Bound bound) {
                return fails;
            }
        };
    }
}
