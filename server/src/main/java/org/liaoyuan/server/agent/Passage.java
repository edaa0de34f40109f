package org.liaoyuan.server.agent;

import java.util.Map;

/**
 * How a branch ended, as the engine keeps it: ids and positions, nobody's text.
 *
 * @param how in which way
 * @param passed positions by node, those before the branch included; empty where it did not come to its end
 * @param last position of the last node; empty where there was none
 */
record Passage(How how, Map<String, String> passed, String last) {

    /** Not to be renamed. */
    enum How {
        PASSED,
        WAITS,
        OVER
    }

    Passage {
        passed = Map.copyOf(passed);
    }

    static Passage halted(Halt halt) {
        return new Passage(halt.waits ? How.WAITS : How.OVER, Map.of(), "");
    }
}
