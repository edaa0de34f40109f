package org.liaoyuan.server.agent;

/**
 * Where in a walk something is done. Parts by dots: the place of a node in its stretch, from 0, and between two of those what leads
 * inside: the name of a branch, or the number of a round, from 1. {@code 4.left.0} is the first node of the branch left of the fifth;
 * {@code 5.2.0} the first of the second round of the sixth, and {@code 5.2} that round itself.
 */
final class Position {

    private Position() {}

    /** @param place of the stretch; empty for the whole */
    static String at(String place, int index) {
        return place.isEmpty() ? Integer.toString(index) : place + "." + index;
    }

    static String inside(String position, String branch) {
        return position + "." + branch;
    }

    static String inside(String position, int round) {
        return position + "." + round;
    }

    /** Whether it is that of a round, not of a node in it. */
    static boolean isRound(String position) {
        return position.chars().filter(c -> c == '.').count() % 2 == 1;
    }
}
