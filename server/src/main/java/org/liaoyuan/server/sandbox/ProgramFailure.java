package org.liaoyuan.server.sandbox;

/** A program did not come to its end. */
final class ProgramFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    enum Reason {
        /** It is no program, or failed by itself. */
        CODE,
        /** It took longer than it may. */
        TIME,
        /** It needs more memory than it may have. */
        MEMORY,
        /** What it gives is larger than it may be. */
        OUTPUT,
        /** Too many programs run and wait already. */
        BUSY,
        /** Such programs are not run here. */
        NONE
    }

    final Reason reason;

    ProgramFailure(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    static ProgramFailure memory(int megabytes) {
        return new ProgramFailure(
                Reason.MEMORY,
                "the program needs more memory than its " + megabytes + " MB; handle less at once, or raise megabytes");
    }

    static ProgramFailure output(int most) {
        return new ProgramFailure(
                Reason.OUTPUT,
                "the result is longer than " + most + " bytes of JSON; give back only what later nodes need");
    }
}
