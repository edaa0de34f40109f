package org.liaoyuan.sound.hearing.aid;

import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.SoundSink;
import org.liaoyuan.sound.SoundSource;
import org.liaoyuan.sound.Stage;

/**
 * A stage between a microphone and a receiver, block by block, until it is stopped or the source ends. It holds one block; whatever
 * more waits, waits in the device's own buffers, which source and sink bound.
 *
 * <p>{@link #run} belongs to one thread; {@link #stop} and the counts may be used from others.
 */
public final class LiveAid {

    private final SoundSource source;
    private final Stage stage;
    private final SoundSink sink;
    private volatile boolean stopped;
    private volatile long blocks;
    private volatile long late;

    /** @throws AudioException if their rates differ */
    public LiveAid(SoundSource source, Stage stage, SoundSink sink) {
        if (!source.rate().equals(stage.rate()) || !sink.rate().equals(stage.rate())) {
            throw new AudioException("a microphone of " + source.rate() + ", an aid of " + stage.rate()
                    + " and a receiver of " + sink.rate() + ": open both devices at the aid's rate");
        }
        this.source = source;
        this.stage = stage;
        this.sink = sink;
    }

    /**
     * Works until it is stopped, or the source ends; the last block is filled up with silence. Closes neither source nor sink.
     *
     * @throws AudioException if a device fails, or gives or takes nothing for too long
     */
    public void run() {
        float[] block = new float[stage.blockSize()];
        long longest = (long) (1e9 * block.length / stage.rate().hertz());
        while (!stopped) {
            int read = source.read(block);
            for (int i = read; i < block.length; i++) {
                block[i] = 0;
            }
            if (read == 0) {
                return;
            }
            long before = System.nanoTime();
            stage.process(block);
            if (System.nanoTime() - before > longest) {
                late++;
            }
            sink.write(block, block.length);
            blocks++;
            if (read < block.length) {
                return;
            }
        }
    }

    /** It ends after the block that it is at. */
    public void stop() {
        stopped = true;
    }

    public long blocks() {
        return blocks;
    }

    /** Blocks that took longer to compute than they last. */
    public long late() {
        return late;
    }
}
