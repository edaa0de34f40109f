package org.liaoyuan.server.assistant;

/** A conversation's title from its first turn. */
final class Titles {

    private static final int LENGTH = 40;

    private Titles() {}

    static String of(String content) {
        String line = content.strip().lines().findFirst().orElse("").strip();
        int characters = line.codePointCount(0, line.length());
        return characters <= LENGTH ? line : line.substring(0, line.offsetByCodePoints(0, LENGTH)) + "…";
    }
}
