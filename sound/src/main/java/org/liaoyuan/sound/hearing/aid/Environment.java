package org.liaoyuan.sound.hearing.aid;

/** What is around, as far as a program depends on it. */
public enum Environment {
    QUIET(Program.QUIET),
    SPEECH(Program.QUIET),
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
