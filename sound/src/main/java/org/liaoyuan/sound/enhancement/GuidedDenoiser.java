package org.liaoyuan.sound.enhancement;

import java.util.function.DoubleConsumer;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.Stage;
import org.liaoyuan.sound.hearing.aid.Environment;
import org.liaoyuan.sound.hearing.aid.EnvironmentClassifier;

/**
 * A denoiser whose depth follows the surroundings: nothing is taken where it is quiet or music plays, most where there is noise alone. The
 * classifier hears what comes in, block by block, so it knows nothing of what is to come. Not thread-safe.
 */
public final class GuidedDenoiser implements Stage {

    private final Stage denoiser;
    private final DoubleConsumer depth;
    private final boolean late;
    private final EnvironmentClassifier surroundings;

    private GuidedDenoiser(Stage denoiser, DoubleConsumer depth, boolean late, Level.Reference reference) {
        this.denoiser = denoiser;
        this.depth = depth;
        this.late = late;
        this.surroundings = new EnvironmentClassifier(SampleRate.HZ_16000, reference);
        depth.accept(depth(environment()));
    }

    /**
     * For the live path, 8 ms late, with the depths of the aid's programs.
     *
     * @param reference what pressure full scale stands for
     */
    public static GuidedDenoiser live(Level.Reference reference) {
        LowDelayDenoiser denoiser = new LowDelayDenoiser();
        return new GuidedDenoiser(denoiser, denoiser::setDepth, false, reference);
    }

    /**
     * For sound that may be 96 ms late: a remote microphone, a recording.
     *
     * @param reference what pressure full scale stands for
     */
    public static GuidedDenoiser remote(Level.Reference reference) {
        LookAheadDenoiser denoiser = new LookAheadDenoiser();
        return new GuidedDenoiser(denoiser, denoiser::setDepth, true, reference);
    }

    /** dB; those of the late path were chosen on the tuning set, see docs/hearing.md. */
    private double depth(Environment environment) {
        return environment.program().depth(late);
    }

    public Environment environment() {
        return surroundings.environment();
    }

    @Override
    public SampleRate rate() {
        return denoiser.rate();
    }

    @Override
    public int blockSize() {
        return denoiser.blockSize();
    }

    @Override
    public int delay() {
        return denoiser.delay();
    }

    @Override
    public void process(float[] block) {
        surroundings.hear(block);
        depth.accept(depth(environment()));
        denoiser.process(block);
    }

    @Override
    public void reset() {
        surroundings.reset();
        depth.accept(depth(environment()));
        denoiser.reset();
    }
}
