package org.liaoyuan.engine.llama;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.engine.InvalidModelException;

/**
 * Weights and vocabulary of one file. Thread-safe. Both belong to an arena: a call under way keeps it open, and a call after
 * {@link #close()} ends with an {@link EngineException} before native code sees a pointer to freed memory.
 */
public final class NativeModel implements AutoCloseable {

    private static final long MOST_LABEL_BYTES = 1 << 16;
    private static final int NO_TOKEN = -1;
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final LlamaLibrary library;
    private final Functions f;
    private final MemorySegment model;
    private final MemorySegment vocab;
    private final int vocabulary;
    private final Arena arena = Arena.ofShared();
    private final Object adapterLock = new Object();

    private NativeModel(LlamaLibrary library, MemorySegment raw) {
        this.library = library;
        this.f = library.functions();
        this.model = raw.reinterpret(arena, freed -> NativeCall.run(() -> f.modelFree.invoke(freed)));
        this.vocab =
                NativeCall.call(() -> (MemorySegment) f.modelVocab.invoke(raw)).reinterpret(arena, null);
        this.vocabulary = NativeCall.call(() -> (int) f.vocabSize.invoke(vocab));
    }

    /**
     * @param file checked before by {@code GgufFile}: native code trusts it
     * @param gpuLayers layers put on a GPU; −1 for all
     */
    public static NativeModel load(LlamaLibrary library, Path file, int gpuLayers) {
        Functions f = library.functions();
        try (Arena arena = Arena.ofConfined()) {
            LlamaLog.drain();
            MemorySegment params =
                    NativeCall.call(() -> (MemorySegment) f.modelDefaultParams.invoke((SegmentAllocator) arena));
            Layouts.setInt(Layouts.MODEL_PARAMS, params, "n_gpu_layers", gpuLayers);
            MemorySegment path = arena.allocateFrom(file.toString());
            MemorySegment model = NativeCall.call(() -> (MemorySegment) f.modelLoad.invoke(path, params));
            if (model.equals(MemorySegment.NULL)) {
                throw new InvalidModelException(file + " can't be loaded: " + LlamaLog.drain());
            }
            return new NativeModel(library, model);
        }
    }

    LlamaLibrary library() {
        return library;
    }

    MemorySegment handle() {
        return model;
    }

    /** See {@link NativeAdapter}. */
    Object adapterLock() {
        return adapterLock;
    }

    /** A pointer that is good for as long as this model is. */
    MemorySegment belongs(MemorySegment pointer) {
        return pointer.reinterpret(arena, null);
    }

    MemorySegment vocabHandle() {
        return vocab;
    }

    public int vocabulary() {
        return vocabulary;
    }

    public int trainedContext() {
        return NativeCall.call(() -> (int) f.modelTrainedContext.invoke(model));
    }

    /** Floats in one embedding. */
    public int embeddingSize() {
        return NativeCall.call(() -> (int) f.modelEmbeddingSize.invoke(model));
    }

    public long parameters() {
        return NativeCall.call(() -> (long) f.modelParameters.invoke(model));
    }

    public boolean hasEncoder() {
        return NativeCall.call(() -> (boolean) f.modelHasEncoder.invoke(model));
    }

    /** Whether the state of a sequence can be cut at any token; recurrent and hybrid models keep only the newest state. */
    public boolean canCutSequences() {
        return NativeCall.call(
                () -> !(boolean) f.modelIsRecurrent.invoke(model) && !(boolean) f.modelIsHybrid.invoke(model));
    }

    public boolean addsBeginOfText() {
        return NativeCall.call(() -> (boolean) f.vocabAddsBos.invoke(vocab));
    }

    public boolean addsEndOfText() {
        return NativeCall.call(() -> (boolean) f.vocabAddsEos.invoke(vocab));
    }

    /** Whether a separator stands between two texts that are read together. */
    public boolean addsSeparator() {
        return NativeCall.call(() -> (boolean) f.vocabAddsSep.invoke(vocab));
    }

    public OptionalInt separator() {
        return special(NativeCall.call(() -> (int) f.vocabSep.invoke(vocab)));
    }

    /** Numbers that a classifying model gives for a text; 1 for other models. */
    public int classes() {
        return NativeCall.call(() -> (int) f.modelClasses.invoke(model));
    }

    /** What a class is called, if the file says. */
    public Optional<String> classLabel(int index) {
        MemorySegment label = NativeCall.call(() -> (MemorySegment) f.modelClassLabel.invoke(model, index));
        return label.equals(MemorySegment.NULL)
                ? Optional.empty()
                : Optional.of(label.reinterpret(MOST_LABEL_BYTES).getString(0));
    }

    public OptionalInt beginOfText() {
        return special(NativeCall.call(() -> (int) f.vocabBos.invoke(vocab)));
    }

    public OptionalInt endOfText() {
        return special(NativeCall.call(() -> (int) f.vocabEos.invoke(vocab)));
    }

    public OptionalInt endOfTurn() {
        return special(NativeCall.call(() -> (int) f.vocabEot.invoke(vocab)));
    }

    public OptionalInt infillPrefix() {
        return special(NativeCall.call(() -> (int) f.vocabInfillPrefix.invoke(vocab)));
    }

    public OptionalInt infillSuffix() {
        return special(NativeCall.call(() -> (int) f.vocabInfillSuffix.invoke(vocab)));
    }

    public OptionalInt infillMiddle() {
        return special(NativeCall.call(() -> (int) f.vocabInfillMiddle.invoke(vocab)));
    }

    public boolean isEndOfGeneration(int token) {
        return NativeCall.call(() -> (boolean) f.vocabIsEndOfGeneration.invokeExact(vocab, token));
    }

    public boolean isControl(int token) {
        return NativeCall.call(() -> (boolean) f.vocabIsControl.invokeExact(vocab, token));
    }

    /** See {@code LlamaModel.tokenize}. */
    public int[] tokenize(String text, boolean addSpecial, boolean parseSpecial) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(utf8.length + 1L);
            MemorySegment.copy(utf8, 0, bytes, JAVA_BYTE, 0, utf8.length);
            int capacity = utf8.length + 2; // no token is shorter than a byte, and two may be added
            MemorySegment tokens = arena.allocate(JAVA_INT, capacity);
            int count = NativeCall.call(() ->
                    (int) f.tokenize.invoke(vocab, bytes, utf8.length, tokens, capacity, addSpecial, parseSpecial));
            if (count < 0) {
                throw new IllegalStateException(
                        "the tokenizer wants room for " + -(long) count + " tokens for " + utf8.length + " bytes");
            }
            return tokens.asSlice(0, count * 4L).toArray(JAVA_INT);
        }
    }

    /** See {@code LlamaModel.detokenize}. */
    public String detokenize(int[] tokens) {
        requireTokens(tokens);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment in = arena.allocateFrom(JAVA_INT, tokens);
            int capacity = Math.max(64, tokens.length * 8);
            while (true) {
                int size = capacity;
                MemorySegment out = arena.allocate(size);
                int count = NativeCall.call(
                        () -> (int) f.detokenize.invoke(vocab, in, tokens.length, out, size, false, false));
                if (count >= 0) {
                    return new String(out.asSlice(0, count).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
                }
                capacity = -count;
            }
        }
    }

    /** The bytes a token stands for. */
    public byte[] tokenBytes(int token, boolean controlAsText) {
        requireToken(token);
        try (Arena arena = Arena.ofConfined()) {
            int capacity = 64;
            while (true) {
                int size = capacity;
                MemorySegment out = arena.allocate(size);
                int count =
                        NativeCall.call(() -> (int) f.tokenToPiece.invoke(vocab, token, out, size, 0, controlAsText));
                if (count >= 0) {
                    return out.asSlice(0, count).toArray(JAVA_BYTE);
                }
                capacity = -count;
            }
        }
    }

    /** @throws IllegalArgumentException if one of them is not in the vocabulary */
    public void requireTokens(int[] tokens) {
        for (int token : tokens) {
            requireToken(token);
        }
    }

    /** Native code does not check ids: one out of range would read foreign memory or abort the process. */
    private void requireToken(int token) {
        if (token < 0 || token >= vocabulary) {
            throw new IllegalArgumentException("token " + token + " is not in the vocabulary of " + vocabulary);
        }
    }

    private static OptionalInt special(int token) {
        return token == NO_TOKEN ? OptionalInt.empty() : OptionalInt.of(token);
    }

    /** Waits for the calls under way, then frees the memory; a model that is in use for a minute more is leaked instead. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + CLOSE_NANOS;
        while (arena.scope().isAlive() && System.nanoTime() < deadline) {
            try {
                arena.close();
            } catch (IllegalStateException aCallIsUnderWay) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
