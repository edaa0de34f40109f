package org.liaoyuan.sound.hearing.aid;

/** What is around, as far as a program depends on it. */
public enum Environment {
    QUIET(Program.QUIET),
    /** Near the border to the next: clapping and the like pass for it, and where there is no noise the mask does nothing by itself. */
    SPEECH(Program.SPEECH_IN_NOISE),
    SPEECH_IN_NOISE(Program.SPEECH_IN_NOISE),
    NOISE(Program.NOISE),
    MUSIC(Program.MUSIC),
    BABBLE(Program.BABBLE);

    private final Program program;

    Environment(Program program) {
        this.program = program;
    }

    /** What serves here. */
    public Program program() {
        return program;
    }
}
