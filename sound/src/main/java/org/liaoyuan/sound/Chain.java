package org.liaoyuan.sound;

import java.util.List;

/** Stages one after the other, all of one rate and block size. */
public final class Chain implements Stage {

    private final Stage[] stages;
    private final SampleRate rate;
    private final int blockSize;

    /** @throws AudioException if there are none, or one does not fit the first */
    public Chain(List<? extends Stage> stages) {
        if (stages.isEmpty()) {
            throw new AudioException("a chain without stages: give one at least");
        }
        this.stages = stages.toArray(new Stage[0]);
        this.rate = this.stages[0].rate();
        this.blockSize = this.stages[0].blockSize();
        for (int i = 1; i < this.stages.length; i++) {
            Stage stage = this.stages[i];
            if (!stage.rate().equals(rate) || stage.blockSize() != blockSize) {
                throw new AudioException("stage " + (i + 1) + " of the chain takes blocks of " + stage.blockSize()
                        + " samples at " + stage.rate() + ", the first one " + blockSize + " at " + rate
                        + ": they must be the same");
            }
        }
    }

    public static Chain of(Stage... stages) {
        return new Chain(List.of(stages));
    }

    @Override
    public SampleRate rate() {
        return rate;
    }

    @Override
    public int blockSize() {
        return blockSize;
    }

    @Override
    public int delay() {
        int sum = 0;
        for (Stage stage : stages) {
            sum += stage.delay();
        }
        return sum;
    }

    @Override
    public void process(float[] block) {
        for (Stage stage : stages) {
            stage.process(block);
        }
    }

    @Override
    public void reset() {
        for (Stage stage : stages) {
            stage.reset();
        }
    }

    /**
     * A whole clip through a stage: as long as the clip, with the stage's delay taken away.
     *
     * @throws AudioException if the clip has another rate
     */
    public static Clip through(Stage stage, Clip clip) {
        if (!clip.rate().equals(stage.rate())) {
            throw new AudioException(
                    "a clip of " + clip.rate() + " does not fit a stage of " + stage.rate() + ": resample it first");
        }
        int size = stage.blockSize();
        int delay = stage.delay();
        float[] result = new float[clip.length()];
        float[] block = new float[size];
        for (int start = 0; start < clip.length() + delay; start += size) {
            for (int i = 0; i < size; i++) {
                block[i] = start + i < clip.length() ? clip.samples()[start + i] : 0;
            }
            stage.process(block);
            for (int i = 0; i < size; i++) {
                int at = start + i - delay;
                if (at >= 0 && at < result.length) {
                    result[at] = block[i];
                }
            }
        }
        return new Clip(clip.rate(), result);
    }
}
