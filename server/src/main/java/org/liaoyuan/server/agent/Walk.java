package org.liaoyuan.server.agent;

/** The workflows that the engine knows. */
interface Walk {

    /**
     * Walks a leg of a run to its end.
     *
     * @param run id
     * @param leg number
     */
    void walk(String run, int leg);

    /**
     * Walks a branch beside others, as far as the leg comes.
     *
     * @param run id
     * @param leg number
     * @param place position of the branch
     * @param first id of its first node
     * @param join id of the node that it ends before
     * @param passed JSON: positions of the nodes before, by id
     * @return JSON: a {@link Passage}
     */
    String branch(String run, int leg, String place, String first, String join, String passed);
}
