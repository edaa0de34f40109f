package org.liaoyuan.sound.recognition.whisper;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.AudioException;

/** The whisper.cpp functions that are called here, named as in whisper.h, loaded once for the process. */
final class WhisperFunctions {

    private static final Linker LINKER = Linker.nativeLinker();
    private static @Nullable WhisperFunctions loaded;

    private final SymbolLookup symbols;

    final MethodHandle initFromFile;
    final MethodHandle free;
    final MethodHandle defaultParams;
    final MethodHandle freeParams;
    final MethodHandle full;
    final MethodHandle pcmToMel;
    final MethodHandle encode;
    final MethodHandle decode;
    final MethodHandle logits;
    final MethodHandle vocabulary;
    final MethodHandle audioPositions;
    final MethodHandle textPositions;
    final MethodHandle tokenize;
    final MethodHandle tokenText;
    final MethodHandle endOfText;
    final MethodHandle startOfTranscript;
    final MethodHandle previous;
    final MethodHandle noSpeech;
    final MethodHandle noTimes;
    final MethodHandle firstTime;
    final MethodHandle transcribe;
    final MethodHandle translate;
    final MethodHandle languageToken;
    final MethodHandle lastLanguage;
    final MethodHandle languageCode;

    private WhisperFunctions() {
        symbols = NativeFiles.load();
        MethodHandle logSet = find("whisper_log_set", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
        NativeCall.run(() -> logSet.invoke(silent(), MemorySegment.NULL));
        initFromFile = find("whisper_init_from_file", FunctionDescriptor.of(ADDRESS, ADDRESS));
        free = find("whisper_free", FunctionDescriptor.ofVoid(ADDRESS));
        defaultParams = find("whisper_full_default_params_by_ref", FunctionDescriptor.of(ADDRESS, JAVA_INT));
        freeParams = find("whisper_free_params", FunctionDescriptor.ofVoid(ADDRESS));
        full = find("whisper_full", FunctionDescriptor.of(JAVA_INT, ADDRESS, FullParams.LAYOUT, ADDRESS, JAVA_INT));
        pcmToMel = find("whisper_pcm_to_mel", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT));
        encode = find("whisper_encode", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
        decode =
                find("whisper_decode", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT));
        logits = find("whisper_get_logits", FunctionDescriptor.of(ADDRESS, ADDRESS));
        vocabulary = number("whisper_n_vocab");
        audioPositions = number("whisper_n_audio_ctx");
        textPositions = number("whisper_n_text_ctx");
        tokenize = find("whisper_tokenize", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT));
        tokenText = find("whisper_token_to_str", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
        endOfText = number("whisper_token_eot");
        startOfTranscript = number("whisper_token_sot");
        previous = number("whisper_token_prev");
        noSpeech = number("whisper_token_nosp");
        noTimes = number("whisper_token_not");
        firstTime = number("whisper_token_beg");
        transcribe = number("whisper_token_transcribe");
        translate = number("whisper_token_translate");
        languageToken = find("whisper_token_lang", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        lastLanguage = find("whisper_lang_max_id", FunctionDescriptor.of(JAVA_INT));
        languageCode = find("whisper_lang_str", FunctionDescriptor.of(ADDRESS, JAVA_INT));
    }

    /** @throws AudioException if there is no library for this machine, or it is another one */
    static synchronized WhisperFunctions load() {
        WhisperFunctions current = loaded;
        if (current == null) {
            current = new WhisperFunctions();
            loaded = current;
        }
        return current;
    }

    private MethodHandle number(String name) {
        return find(name, FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }

    private MethodHandle find(String name, FunctionDescriptor descriptor) {
        MemorySegment symbol = symbols.find(name)
                .orElseThrow(() -> new AudioException(
                        "the library of whisper.cpp has no " + name + ": its whisper-jni is not version 1.7.1"));
        return LINKER.downcallHandle(symbol, descriptor);
    }

    /** A function for whisper.cpp's words, which would go to the terminal: it drops them. */
    private static MemorySegment silent() {
        return upcall(
                "drop",
                MethodType.methodType(void.class, int.class, MemorySegment.class, MemorySegment.class),
                FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS));
    }

    static MemorySegment upcall(String name, MethodType type, FunctionDescriptor descriptor) {
        try {
            MethodHandle target = MethodHandles.lookup().findStatic(WhisperFunctions.class, name, type);
            return LINKER.upcallStub(target, descriptor, Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the function " + name + " could not be bound", e);
        }
    }

    @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
    private static void drop(int level, MemorySegment text, MemorySegment data) {}

    /** For {@link FullParams}: what whisper.cpp asks before it encodes, answered with no. */
    @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
    private static boolean no(MemorySegment context, MemorySegment state, MemorySegment data) {
        return false;
    }
}
