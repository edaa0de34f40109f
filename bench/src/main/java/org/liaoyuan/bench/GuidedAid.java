package org.liaoyuan.bench;

import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.Stage;
import org.liaoyuan.sound.hearing.aid.EnvironmentClassifier;
import org.liaoyuan.sound.hearing.aid.GainMask;
import org.liaoyuan.sound.hearing.aid.HearingAid;
import org.liaoyuan.sound.hearing.aid.Program;
import org.liaoyuan.sound.hearing.fitting.Ear;
import org.liaoyuan.sound.hearing.fitting.Fitting;

/**
 * The whole aid as the page runs it, 48 kHz in blocks of 128, the net beside the sound and the program by the surroundings; but without
 * a fitting, since the referee gives every system the same one, and without a loudspeaker whose feedback were to be taken away.
 */
final class GuidedAid implements Stage {

    private static final SampleRate RATE = SampleRate.HZ_48000;
    private static final int BLOCK = 128;

    private final HearingAid aid;
    private final EnvironmentClassifier surroundings = new EnvironmentClassifier(RATE, HearingMixes.REFERENCE);

    /** @param mask the live one of the page, or that of its remote-microphone mode */
    GuidedAid(GainMask mask) {
        aid = new HearingAid(RATE, BLOCK, HearingMixes.REFERENCE, 0, Fitting.flat(Ear.LEFT), Program.QUIET, mask);
        aid.feedback(false, 0);
    }

    @Override
    public SampleRate rate() {
        return RATE;
    }

    @Override
    public int blockSize() {
        return BLOCK;
    }

    @Override
    public int delay() {
        return aid.delay();
    }

    @Override
    public void process(float[] block) {
        surroundings.hear(block);
        aid.program(surroundings.environment().program());
        aid.process(block);
    }

    @Override
    public void reset() {
        surroundings.reset();
        aid.reset();
    }
}
