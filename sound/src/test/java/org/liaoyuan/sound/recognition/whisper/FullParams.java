package org.liaoyuan.sound.recognition.whisper;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodType;
import org.liaoyuan.sound.AudioException;

/**
 * {@code whisper_full_params} of whisper.cpp 1.7.1, 264 bytes on 64-bit systems. Used for one thing: {@code whisper_full} is the
 * only function that sets how many positions the encoder computes. It is called with an encoder callback that says no, so that it
 * sets them and does nothing else.
 */
final class FullParams {

    static final MemoryLayout LAYOUT = MemoryLayout.structLayout(MemoryLayout.sequenceLayout(33, JAVA_LONG));

    private static final long AUDIO_POSITIONS = 56;
    private static final long MOST_INITIAL_TIME = 112;
    private static final long TEMPERATURE_STEP = 120;
    private static final long ENTROPY = 124;
    private static final long ENCODER_BEGIN = 184;
    private static final long GRAMMAR_PENALTY = 256;

    private static final MemorySegment NO = WhisperFunctions.upcall(
            "no",
            MethodType.methodType(boolean.class, MemorySegment.class, MemorySegment.class, MemorySegment.class),
            FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, ADDRESS, ADDRESS));

    private FullParams() {}

    /**
     * Compares the defaults with those of the version that is known before any is changed: a struct of another shape would
     * corrupt memory.
     */
    static void check(MemorySegment params) {
        if (params.get(JAVA_FLOAT, MOST_INITIAL_TIME) != 1.0f
                || params.get(JAVA_FLOAT, TEMPERATURE_STEP) != 0.2f
                || params.get(JAVA_FLOAT, ENTROPY) != 2.4f
                || params.get(JAVA_FLOAT, GRAMMAR_PENALTY) != 100f
                || params.get(JAVA_INT, AUDIO_POSITIONS) != 0
                || params.get(JAVA_LONG, ENCODER_BEGIN) != 0) {
            throw new AudioException(
                    "the library of whisper.cpp is not the one of whisper-jni 1.7.1, which is bound here");
        }
    }

    static void prepare(MemorySegment params, int audioPositions) {
        params.set(JAVA_INT, AUDIO_POSITIONS, audioPositions);
        params.set(ADDRESS, ENCODER_BEGIN, NO);
    }

    static long byteSize() {
        return LAYOUT.byteSize();
    }
}
