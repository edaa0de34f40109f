package org.liaoyuan.server.agent;

/** A walk can't go on: something is waited for, or what it records would no longer count. */
final class Halt extends Exception {

    private static final long serialVersionUID = 1L;

    /** Whether something is waited for. */
    final boolean waits;

    Halt(boolean waits) {
        super(waits ? "it waits" : "it is over", null, false, false);
        this.waits = waits;
    }
}
