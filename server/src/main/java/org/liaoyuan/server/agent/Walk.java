package org.liaoyuan.server.agent;

/** The one workflow that the engine knows. */
interface Walk {

    /**
     * Walks a leg of a run to its end.
     *
     * @param run id
     * @param leg number
     */
    void walk(String run, int leg);
}
