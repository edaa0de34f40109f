package org.liaoyuan.server.profile.probe;

import java.util.List;

/**
 * A skill at one difficulty.
 *
 * @param difficulty 1 (easy) to 3 (hard)
 * @param probes Chinese and English in turn
 */
public record Level(int difficulty, List<Probe> probes) {

    /** The difficulties there are. */
    public static final int HARDEST = 3;

    public Level {
        probes = List.copyOf(probes);
        if (difficulty < 1 || difficulty > HARDEST) {
            throw new IllegalArgumentException("difficulty is " + difficulty + "; expected 1 to " + HARDEST);
        }
    }
}
