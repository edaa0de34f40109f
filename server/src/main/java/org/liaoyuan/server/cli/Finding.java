package org.liaoyuan.server.cli;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at.
 *
 * @param level how it stands
 * @param what what was looked at, and the value found
 * @param todo what to do about it; null where all is well
 */
record Finding(Level level, String what, @Nullable String todo) {

    enum Level {
        OK("✓"),
        NOTE("!"),
        BAD("✗");

        final String mark;

        Level(String mark) {
            this.mark = mark;
        }
    }

    static Finding ok(String what) {
        return new Finding(Level.OK, what, null);
    }

    /** It works, but could be better. */
    static Finding note(String what, String todo) {
        return new Finding(Level.NOTE, what, todo);
    }

    /** It does not work like this. */
    static Finding bad(String what, String todo) {
        return new Finding(Level.BAD, what, todo);
    }
}
