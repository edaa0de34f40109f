package org.liaoyuan.sound.hearing.aid;

/**
 * What the aid does beyond the fitting, for a kind of surrounding.
 *
 * @param depth dB that noise is taken down by at most, 0 to 20. More does not help: what is taken away fully takes speech along
 * @param lateDepth the same where the mask looks ahead, 0 to 30: it knows better what is speech
 * @param attackMillis time constant of compression when sound gets louder; 20 or more, as blocks of 3 ms can't keep shorter ones exactly
 * @param releaseMillis when it gets softer
 * @param shift whether high frequencies are shifted a little against feedback; tones of music would suffer
 */
public record Program(double depth, double lateDepth, double attackMillis, double releaseMillis, boolean shift) {

    /** Where it is quiet: nothing is taken away. */
    public static final Program QUIET = new Program(0, 0, 20, 100, true);
    /** Talking where it is not quiet. */
    public static final Program SPEECH_IN_NOISE = new Program(12, 18, 20, 100, true);
    /** Among many who talk: a crowd is noise like other noise, as the tuning set showed; one who competes is left alone by the mask itself. */
    public static final Program BABBLE = new Program(14, 18, 20, 100, true);
    /** Noise alone, such as in a train: comfort. */
    public static final Program NOISE = new Program(14, 24, 20, 400, true);
    /** Slow, and nothing is taken away nor shifted. */
    public static final Program MUSIC = new Program(0, 0, 50, 1000, false);

    public Program {
        if (!(depth >= 0
                && depth <= 20
                && lateDepth >= 0
                && lateDepth <= 30
                && attackMillis >= 20
                && attackMillis <= 5000
                && releaseMillis >= 20
                && releaseMillis <= 5000)) {
            throw new IllegalArgumentException("a program with depths of " + depth + " and " + lateDepth
                    + " dB, attack " + attackMillis + " ms and release " + releaseMillis
                    + " ms: depths are 0 to 20 and 0 to 30 dB, times 20 to 5000 ms");
        }
    }

    /** @param late whether the mask looks ahead */
    public double depth(boolean late) {
        return late ? lateDepth : depth;
    }
}
