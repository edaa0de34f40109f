package org.liaoyuan.engine.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.EngineException;

/**
 * A KV cache that sequences share, the batch that is filled for it, and the compute threads. One thread uses it.
 *
 * <p>The cache is unified: a cell holds one token's keys and values for every sequence that has this token at this place, so
 * copying a prefix to another sequence costs a mark per cell and no memory.
 */
public final class NativeContext implements AutoCloseable {

    /** Tokens of a generating context that are computed in one pass. */
    public static final int BATCH_TOKENS = 512;

    private static final int FLASH_ATTENTION_ON = 1;

    /** What the model file says, and where it says nothing the mean of all tokens. */
    private static final int POOLING_OF_MODEL = -1;

    private static final int POOLING_MEAN = 1;
    private static final int POOLING_RANK = 4;

    private final NativeModel model;
    private final Functions f;
    private final Arena arena = Arena.ofShared();
    private final int batchTokens;
    private final int width;
    private final MemorySegment context;
    private final MemorySegment memory;
    private final MemorySegment threadpool;
    private final MemorySegment batch;
    private final MemorySegment tokens;
    private final MemorySegment positions;
    private final MemorySegment sequences;
    private final MemorySegment outputs;
    private int working;
    private final MemorySegment adapters;
    private final MemorySegment scales;
    private int filled;
    private @Nullable NativeAdapter adapter;
    private float scale;
    /** The next batch begins with llama.cpp planning its computation anew, which reads the model's set of adapters. */
    private boolean replans = true;

    private boolean closed;

    /** @param width floats that are computed for a sequence */
    private NativeContext(
            NativeModel model, int threads, int batchTokens, int width, Consumer<MemorySegment> settings) {
        this.model = model;
        this.width = width;
        this.f = model.library().functions();
        this.batchTokens = batchTokens;
        this.threadpool = model.library().newThreadpool(threads);
        this.working = threads;
        this.context = init(model, threads, settings);
        this.memory = NativeCall.call(() -> (MemorySegment) f.contextMemory.invoke(context));
        NativeCall.run(() -> f.attachThreadpool.invoke(context, threadpool, threadpool));

        this.tokens = arena.allocate(JAVA_INT, batchTokens);
        this.positions = arena.allocate(JAVA_INT, batchTokens);
        this.sequences = arena.allocate(JAVA_INT, batchTokens);
        this.outputs = arena.allocate(JAVA_BYTE, batchTokens);
        this.batch = batch();
        this.adapters = arena.allocate(ADDRESS);
        this.scales = arena.allocate(JAVA_FLOAT);
    }

    /**
     * A context that computes logits.
     *
     * @param cells tokens the KV cache holds
     * @param sequences the most sequences there may be
     * @param threads compute threads
     */
    public static NativeContext forGeneration(NativeModel model, int cells, int sequences, int threads) {
        return new NativeContext(model, threads, BATCH_TOKENS, 0, params -> {
            set(params, "n_ctx", cells);
            set(params, "n_seq_max", sequences);
            // flash attention skips cells of other sequences, which a unified cache has many of
            set(params, "flash_attn_type", FLASH_ATTENTION_ON);
        });
    }

    /**
     * A context that computes one embedding for each sequence of a batch. A text is never cut over two batches: models that
     * read in both directions must see all of it.
     *
     * @param tokens the most tokens of a batch
     * @param sequences the most texts of a batch
     * @param threads compute threads
     * @param pooled whether the model file says how token embeddings become one; the mean is taken where it does not
     */
    public static NativeContext forEmbedding(
            NativeModel model, int tokens, int sequences, int threads, boolean pooled) {
        return new NativeContext(model, threads, tokens, model.embeddingSize(), params -> {
            set(params, "n_ctx", tokens);
            set(params, "n_seq_max", sequences);
            set(params, "pooling_type", pooled ? POOLING_OF_MODEL : POOLING_MEAN);
            Layouts.setFlag(Layouts.CONTEXT_PARAMS, params, "embeddings", true);
        });
    }

    /**
     * A context that computes a classifier's numbers for each sequence of a batch instead of an embedding.
     *
     * @param tokens the most tokens of a batch
     * @param sequences the most texts of a batch
     * @param threads compute threads
     */
    public static NativeContext forRanking(NativeModel model, int tokens, int sequences, int threads) {
        return new NativeContext(model, threads, tokens, model.classes(), params -> {
            set(params, "n_ctx", tokens);
            set(params, "n_seq_max", sequences);
            set(params, "pooling_type", POOLING_RANK);
            Layouts.setFlag(Layouts.CONTEXT_PARAMS, params, "embeddings", true);
        });
    }

    private static void set(MemorySegment params, String field, int value) {
        Layouts.setInt(Layouts.CONTEXT_PARAMS, params, field, value);
    }

    private MemorySegment init(NativeModel model, int threads, Consumer<MemorySegment> settings) {
        LlamaLog.drain();
        MemorySegment params =
                NativeCall.call(() -> (MemorySegment) f.contextDefaultParams.invoke((SegmentAllocator) arena));
        set(params, "n_batch", batchTokens);
        set(params, "n_ubatch", batchTokens);
        set(params, "n_threads", threads);
        set(params, "n_threads_batch", threads);
        Layouts.setFlag(Layouts.CONTEXT_PARAMS, params, "no_perf", true);
        Layouts.setFlag(Layouts.CONTEXT_PARAMS, params, "kv_unified", true);
        settings.accept(params);
        MemorySegment made = NativeCall.call(() -> (MemorySegment) f.contextInit.invoke(model.handle(), params));
        if (made.equals(MemorySegment.NULL)) {
            model.library().freeThreadpool(threadpool);
            arena.close();
            throw new EngineException("no context could be made: " + LlamaLog.drain() + "; try a smaller context");
        }
        return made;
    }

    /** The arrays never move; only n_tokens changes from batch to batch. Every token belongs to one sequence. */
    private MemorySegment batch() {
        MemorySegment counts = arena.allocate(JAVA_INT, batchTokens);
        MemorySegment lists = arena.allocate(ADDRESS, batchTokens);
        for (int i = 0; i < batchTokens; i++) {
            counts.setAtIndex(JAVA_INT, i, 1);
            lists.setAtIndex(ADDRESS, i, sequences.asSlice(i * 4L, 4));
        }
        MemorySegment struct = arena.allocate(Layouts.BATCH);
        Layouts.setAddress(Layouts.BATCH, struct, "token", tokens);
        Layouts.setAddress(Layouts.BATCH, struct, "pos", positions);
        Layouts.setAddress(Layouts.BATCH, struct, "n_seq_id", counts);
        Layouts.setAddress(Layouts.BATCH, struct, "seq_id", lists);
        Layouts.setAddress(Layouts.BATCH, struct, "logits", outputs);
        return struct;
    }

    /** Tokens the KV cache holds; may be more than was asked for, by rounding. */
    public int cells() {
        return NativeCall.call(() -> (int) f.contextSize.invoke(context));
    }

    /** Empties the batch. */
    public void clearBatch() {
        filled = 0;
    }

    /** Tokens in the batch. */
    public int filled() {
        return filled;
    }

    /**
     * Puts a token into the batch.
     *
     * @param output whether its logits are wanted
     * @return its index in the batch, for {@link #logits}
     */
    public int add(int token, int position, int sequence, boolean output) {
        assert filled < batchTokens : filled;
        tokens.setAtIndex(JAVA_INT, filled, token);
        positions.setAtIndex(JAVA_INT, filled, position);
        sequences.setAtIndex(JAVA_INT, filled, sequence);
        outputs.set(JAVA_BYTE, filled, (byte) (output ? 1 : 0));
        return filled++;
    }

    /** How many of the compute threads work from the next batch on; not more than there are. */
    public void useThreads(int count) {
        if (count != working) {
            working = count;
            NativeCall.run(() -> f.setThreads.invoke(context, count, count));
        }
    }

    /**
     * Computes from now on with an adapter. Changing it costs the next batch some milliseconds: the computation is planned anew.
     *
     * @param wanted not freed while it is in use here; null for the model as it is
     */
    public void use(@Nullable NativeAdapter wanted, float wantedScale) {
        if (wanted == adapter && (wanted == null || wantedScale == scale)) {
            return;
        }
        // first none: llama.cpp compares by address, and an adapter may lie where a freed one lay
        set(0);
        if (wanted != null) {
            adapters.set(ADDRESS, 0, wanted.handle());
            scales.set(JAVA_FLOAT, 0, wantedScale);
            set(1);
        }
        adapter = wanted;
        scale = wantedScale;
        replans = true;
    }

    private void set(long count) {
        int result = NativeCall.call(() -> (int) f.adaptersSet.invoke(context, adapters, count, scales));
        if (result != 0) {
            throw new EngineException("setting the adapter failed with " + result + ": " + LlamaLog.drain());
        }
    }

    /**
     * Computes the batch.
     *
     * @return false if the KV cache has no room for it; nothing has changed then
     * @throws EngineException if the computation failed
     */
    public boolean decode() {
        Layouts.setInt(Layouts.BATCH, batch, "n_tokens", filled);
        int result = replans ? decodePlanningAnew() : decodeBatch();
        if (result < 0 || result > 1) {
            throw new EngineException("decoding " + filled + " tokens failed with " + result + ": " + LlamaLog.drain());
        }
        return result == 0;
    }

    private int decodePlanningAnew() {
        synchronized (model.adapterLock()) {
            int result = decodeBatch();
            replans = false;
            return result;
        }
    }

    private int decodeBatch() {
        return NativeCall.call(() -> (int) f.decode.invoke(context, batch));
    }

    /** Copies the logits of a token of the last batch. */
    public void logits(int index, float[] into) {
        MemorySegment row = NativeCall.call(() -> (MemorySegment) f.logits.invoke(context, index));
        if (row.equals(MemorySegment.NULL)) {
            throw new EngineException("no logits for token " + index + " of the batch: " + LlamaLog.drain());
        }
        MemorySegment.copy(row.reinterpret(into.length * 4L), JAVA_FLOAT, 0, into, 0, into.length);
    }

    /**
     * Embeds the batch and forgets it.
     *
     * @param sequences the batch holds sequences 0 to this, exclusive, each with one token or more
     * @return one embedding a sequence, as the model computes it
     */
    public List<float[]> embed(int sequences) {
        Layouts.setInt(Layouts.BATCH, batch, "n_tokens", filled);
        int result = NativeCall.call(() -> (int) (model.hasEncoder() ? f.encode : f.decode).invoke(context, batch));
        List<float[]> embeddings = new ArrayList<>();
        for (int sequence = 0; sequence < sequences && result == 0; sequence++) {
            embeddings.add(embedding(sequence));
        }
        if (!memory.equals(MemorySegment.NULL)) {
            NativeCall.run(() -> f.memoryClear.invoke(memory, true));
        }
        if (result != 0) {
            throw new EngineException(
                    "embedding " + filled + " tokens failed with " + result + ": " + LlamaLog.drain());
        }
        return embeddings;
    }

    private float[] embedding(int sequence) {
        MemorySegment row = NativeCall.call(() -> (MemorySegment) f.sequenceEmbedding.invoke(context, sequence));
        if (row.equals(MemorySegment.NULL)) {
            throw new EngineException(
                    "the model gave no embedding: it pools tokens into none; choose an embedding model");
        }
        return row.reinterpret(width * 4L).toArray(JAVA_FLOAT);
    }

    /**
     * Forgets a sequence from a position on.
     *
     * @return false if this model's state can't be cut there; forget all of it then
     */
    public boolean remove(int sequence, int from) {
        return NativeCall.call(() -> (boolean) f.memoryRemove.invoke(memory, sequence, from, -1));
    }

    /** Gives sequence {@code to} the first {@code length} tokens of {@code from}. */
    public void copy(int from, int to, int length) {
        NativeCall.run(() -> f.memoryCopy.invoke(memory, from, to, 0, length));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            NativeCall.run(() -> f.contextFree.invoke(context));
            model.library().freeThreadpool(threadpool);
            arena.close();
        }
    }
}
