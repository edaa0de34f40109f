package org.liaoyuan.server.scim;

import java.util.List;
import java.util.Optional;

/**
 * Some of the resources that a filter finds.
 *
 * @param total how many it finds
 * @param start the number of the first of these, from 1
 */
record Page<T>(int total, int start, List<T> resources) {

    /** The most that one page holds. */
    static final int MOST = 200;

    /**
     * What is asked for.
     *
     * @param start from 1
     * @param count 0 asks how many there are
     */
    record Asked(Optional<Filter> filter, int start, int count) {}
}
