package org.liaoyuan.server.space.read;

import org.springframework.modulith.NamedInterface;

/** A file that can't be read, for a reason that its owner is told. Carries nothing of the file. */
@NamedInterface("read")
public final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why; the page has words for each. */
    @NamedInterface("read")
    public enum Reason {
        /** It needs a password. */
        ENCRYPTED,
        /** There is no text in it. */
        EMPTY,
        /** Pictures in it were not read, as what reads them is not on this machine; it is tried again when it is. */
        NEEDS_OCR,
        /** It is sound, and what writes down sound is not on this machine; it is tried again when it is. */
        NEEDS_SPEECH,
        /** Speakers were not told apart, as what does that is not on this machine; it is tried again when it is. */
        NEEDS_SPEAKERS,
        /** Of its pictures the first were read: there are more, or larger ones, than are read of a file. */
        MANY_PICTURES,
        /** A kind of file that is not read. */
        UNSUPPORTED,
        /** It breaks off, or is not what its kind demands. */
        DAMAGED,
        /** More text than is read. */
        TOO_LONG,
        /** It unpacks to far more than it is, or is nested too deeply. */
        BOMB,
        /** It took longer than is waited. */
        TOO_SLOW,
        /** The budget of whoever it belongs to is used up; it can be tried again. */
        BUDGET,
        /** Its bytes are no longer in the data folder. */
        MISSING,
        /** The server could not go on with it. */
        INTERNAL
    }

    private final Reason reason;

    public Unreadable(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
