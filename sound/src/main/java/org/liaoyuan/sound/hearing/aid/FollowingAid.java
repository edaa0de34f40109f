package org.liaoyuan.sound.hearing.aid;

import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.Stage;

/** An aid beside which a classifier listens: its program is the one that serves where the person is. */
public final class FollowingAid implements Stage {

    private final HearingAid aid;
    private final EnvironmentClassifier classifier;
    private volatile Environment environment = Environment.QUIET;

    /** @param classifier of the aid's rate; both belong to this one from then on, but for what the aid measures */
    public FollowingAid(HearingAid aid, EnvironmentClassifier classifier) {
        this.aid = aid;
        this.classifier = classifier;
    }

    @Override
    public SampleRate rate() {
        return aid.rate();
    }

    @Override
    public int blockSize() {
        return aid.blockSize();
    }

    @Override
    public int delay() {
        return aid.delay();
    }

    @Override
    public void process(float[] block) {
        classifier.hear(block);
        Environment now = classifier.environment();
        environment = now;
        if (now.program() != aid.program()) {
            aid.program(now.program());
        }
        aid.process(block);
    }

    /** What is around; may be asked from other threads. */
    public Environment environment() {
        return environment;
    }

    @Override
    public void reset() {
        classifier.reset();
        aid.reset();
    }
}
