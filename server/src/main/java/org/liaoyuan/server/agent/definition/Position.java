package org.liaoyuan.server.agent.definition;

/**
 * Where in a walk something is done. Parts by dots: the place of a node in its stretch, from 0, and between two of those what leads
 * inside: the name of a branch, or the number of a round, from 1. {@code 4.left.0} is the first node of the branch left of the fifth;
 * {@code 5.2.0} the first of the second round of the sixth, and {@code 5.2} that round itself.
 */
public final class Position {

    private Position() {}

    /** @param place of the stretch; empty for the whole */
    public static String at(String place, int index) {
        return place.isEmpty() ? Integer.toString(index) : place + "." + index;
    }

    public static String inside(String position, String branch) {
        return position + "." + branch;
    }

    public static String inside(String position, int round) {
        return position + "." + round;
    }

    /**
     * Whether what is done at one position may hang on what is done at another: it comes after it in each walk that passes both. What
     * stands in branches beside each other does not.
     */
    public static boolean isAfter(String position, String other) {
        String[] one = position.split("\\.");
        String[] two = other.split("\\.");
        int common = 0;
        while (common < one.length && common < two.length && one[common].equals(two[common])) {
            common++;
        }
        if (common == one.length || common == two.length) {
            return inside(one, two, common);
        }
        boolean both = isNumber(one[common]) && isNumber(two[common]);
        return both && Integer.parseInt(one[common]) > Integer.parseInt(two[common]);
    }

    /** One stands in the other, whose step is written before its insides, or after: after its rounds, when it is a loop. */
    private static boolean inside(String[] one, String[] two, int common) {
        if (one.length == two.length) {
            return false;
        }
        String[] inner = one.length > two.length ? one : two;
        boolean isLoop = common % 2 == 1 && isNumber(inner[common]);
        return one.length > two.length != isLoop;
    }

    private static boolean isNumber(String part) {
        return Character.isDigit(part.charAt(0));
    }

    /** Whether it is that of a round, not of a node in it. */
    public static boolean isRound(String position) {
        return position.chars().filter(c -> c == '.').count() % 2 == 1;
    }
}
