package org.liaoyuan.sound.recognition.whisper;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.liaoyuan.sound.AudioException;

/**
 * A model in whisper.cpp with its state. Not thread-safe, and best used by one thread for ever: OpenMP keeps a pool of threads for
 * each that calls it.
 */
final class WhisperContext implements AutoCloseable {

    /** Encoder positions a second: 50, two frames of 10 ms each. */
    static final int POSITIONS_A_SECOND = 50;

    private static final int LONGEST_TOKEN = 512;
    /** Of one second or less the library thinks nothing at all. */
    private static final int ENOUGH = 32_000;

    private final WhisperFunctions functions;
    private final MemorySegment context;
    private final int threads;
    private final int vocabulary;
    private final int audioPositions;
    private int window;
    private boolean closed;

    private WhisperContext(WhisperFunctions functions, MemorySegment context, int threads) {
        this.functions = functions;
        this.context = context;
        this.threads = threads;
        this.vocabulary = number(functions.vocabulary);
        this.audioPositions = number(functions.audioPositions);
    }

    /**
     * @param model as {@link WhisperConverter} writes it
     * @throws AudioException if it does not load
     */
    static WhisperContext open(Path model, int threads) {
        WhisperFunctions functions = WhisperFunctions.load();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment context = NativeCall.call(
                    () -> (MemorySegment) functions.initFromFile.invoke(arena.allocateFrom(model.toString())));
            if (context.equals(MemorySegment.NULL)) {
                throw new AudioException(model + " does not load as a Whisper model: convert it again");
            }
            return new WhisperContext(functions, context, threads);
        }
    }

    int vocabulary() {
        return vocabulary;
    }

    int audioPositions() {
        return audioPositions;
    }

    int number(MethodHandle function) {
        return NativeCall.call(() -> (int) function.invoke(context));
    }

    WhisperFunctions functions() {
        return functions;
    }

    int languageToken(int language) {
        return NativeCall.call(() -> (int) functions.languageToken.invoke(context, language));
    }

    /** A token's bytes; not always whole characters. */
    byte[] text(int token) {
        MemorySegment text = NativeCall.call(() -> (MemorySegment) functions.tokenText.invoke(context, token));
        MemorySegment bounded = text.reinterpret(LONGEST_TOKEN);
        int length = 0;
        while (length < LONGEST_TOKEN && bounded.get(JAVA_BYTE, length) != 0) {
            length++;
        }
        return bounded.asSlice(0, length).toArray(JAVA_BYTE);
    }

    /** @param most beyond which the text is cut at its beginning */
    int[] tokens(String text, int most) {
        if (text.isEmpty()) {
            return new int[0];
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            int room = bytes.length + 8; // a token is a byte at least
            MemorySegment out = arena.allocate(JAVA_INT, room);
            int count = NativeCall.call(
                    () -> (int) functions.tokenize.invoke(context, arena.allocateFrom(text), out, room));
            if (count < 0) {
                throw new AudioException("a prompt of " + bytes.length + " bytes could not be cut into tokens");
            }
            int from = Math.max(0, count - most);
            return out.asSlice(from * 4L, (count - from) * 4L).toArray(JAVA_INT);
        }
    }

    /**
     * Listens to the beginning of a sound.
     *
     * @param samples at 16 kHz
     * @param positions how far: {@value #POSITIONS_A_SECOND} a second; what lies behind is not heard
     */
    void encode(float[] samples, int positions) {
        window(positions);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment sound = arena.allocateFrom(JAVA_FLOAT, samples);
            checked("spectrum", () -> (int) functions.pcmToMel.invoke(context, sound, samples.length, threads));
        }
        checked("encoder", () -> (int) functions.encode.invoke(context, 0, threads));
    }

    private void window(int positions) {
        if (positions == window) {
            return;
        }
        MemorySegment params = NativeCall.call(() -> (MemorySegment) functions.defaultParams.invoke(0))
                .reinterpret(FullParams.byteSize());
        try (Arena arena = Arena.ofConfined()) {
            FullParams.check(params);
            FullParams.prepare(params, positions);
            MemorySegment silence = arena.allocate(JAVA_FLOAT, ENOUGH);
            checked("window", () -> (int) functions.full.invoke(context, params, silence, ENOUGH));
            window = positions;
        } finally {
            NativeCall.run(() -> functions.freeParams.invoke(params));
        }
    }

    /**
     * Reads tokens, at a place behind those that were read before.
     *
     * @param past how many of those are kept
     * @return how probable each token is next, as a logarithm without a common offset; valid until the next call
     */
    float[] decode(int[] tokens, int past, float[] into) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ids = arena.allocateFrom(JAVA_INT, tokens);
            checked("decoder", () -> (int) functions.decode.invoke(context, ids, tokens.length, past, threads));
        }
        MemorySegment logits = NativeCall.call(() -> (MemorySegment) functions.logits.invoke(context));
        long row = (tokens.length - 1L) * vocabulary * Float.BYTES; // only that of the last token is computed
        MemorySegment.copy(
                logits.reinterpret(row + (long) vocabulary * Float.BYTES), JAVA_FLOAT, row, into, 0, vocabulary);
        return into;
    }

    private static void checked(String part, NativeCall<Integer> call) {
        int code = NativeCall.call(call);
        if (code != 0) {
            throw new AudioException("whisper.cpp's " + part + " failed with " + code + ": free memory, and try again");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            NativeCall.run(() -> functions.free.invoke(context));
        }
    }
}
