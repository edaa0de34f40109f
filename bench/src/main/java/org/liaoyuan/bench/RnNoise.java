package org.liaoyuan.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.Stage;

/** RNNoise (Valin 2018) by its C library, at 48 kHz: a peer, and no part of the program. */
final class RnNoise implements Stage, AutoCloseable {

    private static final int FRAME = 480;
    /** As its C code works on 16-bit numbers in floats. */
    private static final float SCALE = 32_768;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment frame = arena.allocate(JAVA_FLOAT, FRAME);
    private final MethodHandle create;
    private final MethodHandle process;
    private final MethodHandle destroy;
    private MemorySegment state;

    RnNoise(Path library) {
        SymbolLookup symbols = SymbolLookup.libraryLookup(library, arena);
        Linker linker = Linker.nativeLinker();
        create = linker.downcallHandle(symbols.findOrThrow("rnnoise_create"), FunctionDescriptor.of(ADDRESS, ADDRESS));
        process = linker.downcallHandle(
                symbols.findOrThrow("rnnoise_process_frame"),
                FunctionDescriptor.of(JAVA_FLOAT, ADDRESS, ADDRESS, ADDRESS));
        destroy = linker.downcallHandle(symbols.findOrThrow("rnnoise_destroy"), FunctionDescriptor.ofVoid(ADDRESS));
        state = created();
    }

    private MemorySegment created() {
        try {
            return (MemorySegment) create.invoke(MemorySegment.NULL);
        } catch (Throwable e) {
            throw new IllegalStateException("RNNoise: " + e, e);
        }
    }

    private void destroyed() {
        try {
            destroy.invoke(state);
        } catch (Throwable e) {
            throw new IllegalStateException("RNNoise: " + e, e);
        }
    }

    @Override
    public SampleRate rate() {
        return SampleRate.HZ_48000;
    }

    @Override
    public int blockSize() {
        return FRAME;
    }

    /** Measured by cross-correlation; with the frame itself 30 ms. */
    @Override
    public int delay() {
        return 960;
    }

    @Override
    public void process(float[] block) {
        for (int i = 0; i < FRAME; i++) {
            frame.setAtIndex(JAVA_FLOAT, i, block[i] * SCALE);
        }
        try {
            float speech = (float) process.invoke(state, frame, frame);
            assert speech >= 0;
        } catch (Throwable e) {
            throw new IllegalStateException("RNNoise: " + e, e);
        }
        for (int i = 0; i < FRAME; i++) {
            block[i] = frame.getAtIndex(JAVA_FLOAT, i) / SCALE;
        }
    }

    @Override
    public void reset() {
        destroyed();
        state = created();
    }

    @Override
    public void close() {
        destroyed();
        arena.close();
    }
}
