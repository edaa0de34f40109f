package org.liaoyuan.engine.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.liaoyuan.engine.EngineException;

/**
 * A KV cache that sequences share, the batch that is filled for it, and the compute threads. One thread uses it.
 *
 * <p>The cache is unified: a cell holds one token's keys and values for every sequence that has this token at this place, so
 * copying a prefix to another sequence costs a mark per cell and no memory.
 */
public final class NativeContext implements AutoCloseable {

    /** Tokens computed in one pass; the batch holds no more. */
    public static final int BATCH_TOKENS = 512;

    private static final int FLASH_ATTENTION_ON = 1;

    private final NativeModel model;
    private final Functions f;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment context;
    private final MemorySegment memory;
    private final MemorySegment threadpool;
    private final MemorySegment batch;
    private final MemorySegment tokens;
    private final MemorySegment positions;
    private final MemorySegment sequences;
    private final MemorySegment outputs;
    private int filled;
    private boolean closed;

    /**
     * @param cells tokens the KV cache holds
     * @param sequences the most sequences there may be
     * @param threads compute threads
     * @param embeddings whether embeddings are wanted instead of logits
     */
    public NativeContext(NativeModel model, int cells, int sequences, int threads, boolean embeddings) {
        this.model = model;
        this.f = model.library().functions();
        this.threadpool = model.library().newThreadpool(threads);
        this.context = init(model, cells, sequences, threads, embeddings);
        this.memory = NativeCall.call(() -> (MemorySegment) f.contextMemory.invoke(context));
        NativeCall.run(() -> f.attachThreadpool.invoke(context, threadpool, threadpool));

        this.tokens = arena.allocate(JAVA_INT, BATCH_TOKENS);
        this.positions = arena.allocate(JAVA_INT, BATCH_TOKENS);
        this.sequences = arena.allocate(JAVA_INT, BATCH_TOKENS);
        this.outputs = arena.allocate(JAVA_BYTE, BATCH_TOKENS);
        this.batch = batch();
    }

    private MemorySegment init(NativeModel model, int cells, int sequences, int threads, boolean embeddings) {
        LlamaLog.drain();
        MemorySegment params =
                NativeCall.call(() -> (MemorySegment) f.contextDefaultParams.invoke((SegmentAllocator) arena));
        var layout = Layouts.CONTEXT_PARAMS;
        Layouts.setInt(layout, params, "n_ctx", cells);
        Layouts.setInt(layout, params, "n_batch", BATCH_TOKENS);
        Layouts.setInt(layout, params, "n_ubatch", BATCH_TOKENS);
        Layouts.setInt(layout, params, "n_seq_max", sequences);
        Layouts.setInt(layout, params, "n_threads", threads);
        Layouts.setInt(layout, params, "n_threads_batch", threads);
        if (!embeddings) {
            // flash attention skips cells of other sequences, which a unified cache has many of
            Layouts.setInt(layout, params, "flash_attn_type", FLASH_ATTENTION_ON);
        }
        Layouts.setFlag(layout, params, "embeddings", embeddings);
        Layouts.setFlag(layout, params, "no_perf", true);
        Layouts.setFlag(layout, params, "kv_unified", true);
        MemorySegment made = NativeCall.call(() -> (MemorySegment) f.contextInit.invoke(model.handle(), params));
        if (made.equals(MemorySegment.NULL)) {
            model.library().freeThreadpool(threadpool);
            arena.close();
            throw new EngineException("no context of " + cells + " tokens could be made: " + LlamaLog.drain()
                    + "; try a smaller context");
        }
        return made;
    }

    /** The arrays never move; only n_tokens changes from batch to batch. Every token belongs to one sequence. */
    private MemorySegment batch() {
        MemorySegment counts = arena.allocate(JAVA_INT, BATCH_TOKENS);
        MemorySegment lists = arena.allocate(ADDRESS, BATCH_TOKENS);
        for (int i = 0; i < BATCH_TOKENS; i++) {
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
        assert filled < BATCH_TOKENS : filled;
        tokens.setAtIndex(JAVA_INT, filled, token);
        positions.setAtIndex(JAVA_INT, filled, position);
        sequences.setAtIndex(JAVA_INT, filled, sequence);
        outputs.set(JAVA_BYTE, filled, (byte) (output ? 1 : 0));
        return filled++;
    }

    /**
     * Computes the batch.
     *
     * @return false if the KV cache has no room for it; nothing has changed then
     * @throws EngineException if the computation failed
     */
    public boolean decode() {
        Layouts.setInt(Layouts.BATCH, batch, "n_tokens", filled);
        int result = NativeCall.call(() -> (int) f.decode.invoke(context, batch));
        if (result < 0 || result > 1) {
            throw new EngineException("decoding " + filled + " tokens failed with " + result + ": " + LlamaLog.drain());
        }
        return result == 0;
    }

    /** Copies the logits of a token of the last batch. */
    public void logits(int index, float[] into) {
        MemorySegment row = NativeCall.call(() -> (MemorySegment) f.logits.invoke(context, index));
        if (row.equals(MemorySegment.NULL)) {
            throw new EngineException("no logits for token " + index + " of the batch: " + LlamaLog.drain());
        }
        MemorySegment.copy(row.reinterpret(into.length * 4L), JAVA_FLOAT, 0, into, 0, into.length);
    }

    /** Embeds the batch, whose tokens are all of sequence 0, and empties the cache. */
    public float[] embed() {
        Layouts.setInt(Layouts.BATCH, batch, "n_tokens", filled);
        int result = NativeCall.call(() -> (int) (model.hasEncoder() ? f.encode : f.decode).invoke(context, batch));
        MemorySegment row = result == 0
                ? NativeCall.call(() -> (MemorySegment) f.sequenceEmbedding.invoke(context, 0))
                : MemorySegment.NULL;
        if (row.equals(MemorySegment.NULL)) {
            throw new EngineException(
                    "embedding " + filled + " tokens failed with " + result + ": " + LlamaLog.drain());
        }
        float[] embedding = row.reinterpret(model.embeddingSize() * 4L).toArray(JAVA_FLOAT);
        if (!memory.equals(MemorySegment.NULL)) {
            NativeCall.run(() -> f.memoryClear.invoke(memory, true));
        }
        return embedding;
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
