package org.liaoyuan.server.profile;

import java.util.List;
import java.util.UUID;

/**
 * How far a run is.
 *
 * @param total questions to ask
 * @param done of these, asked
 * @param passed of these, answered rightly
 * @param skill being asked; empty at the end
 * @param difficulty being asked; 0 at the end
 * @param secondsLeft a guess from the time so far; −1 for none yet
 * @param cells complete ones
 * @param problem why it failed, or what was left out and why; empty otherwise
 */
record RunStatus(
        UUID id,
        String model,
        State state,
        int total,
        int done,
        int passed,
        String skill,
        int difficulty,
        long secondsLeft,
        List<Cell> cells,
        String problem) {

    enum State {
        RUNNING,
        DONE,
        STOPPED,
        FAILED
    }

    boolean ended() {
        return state != State.RUNNING;
    }
}
