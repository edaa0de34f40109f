package org.liaoyuan.engine.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.liaoyuan.engine.EngineException;

/**
 * A grammar and how far a text has come in it. One thread at a time uses it.
 *
 * <p>llama.cpp ends the process when a token is accepted that the grammar has no place for: {@link #accept} therefore asks
 * {@link #allows} first.
 */
public final class NativeGrammar implements AutoCloseable {

    private static final long TOKEN_BYTES = Layouts.TOKEN_DATA.byteSize();

    private final Functions f;
    private final MemorySegment sampler;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment array;
    private MemorySegment tokens;
    private boolean closed;

    private NativeGrammar(Functions f, MemorySegment sampler) {
        this.f = f;
        this.sampler = sampler;
        this.array = arena.allocate(Layouts.TOKEN_DATA_ARRAY);
        this.tokens = arena.allocate(TOKEN_BYTES, 4);
    }

    /**
     * @param gbnf rules of which {@code root} is the start
     * @throws EngineException if llama.cpp cannot read the rules
     */
    public static NativeGrammar parse(NativeModel model, String gbnf) {
        Functions f = model.library().functions();
        LlamaLog.drain();
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment text = scratch.allocateFrom(gbnf);
            MemorySegment root = scratch.allocateFrom("root");
            MemorySegment made =
                    NativeCall.call(() -> (MemorySegment) f.samplerGrammar.invoke(model.vocabHandle(), text, root));
            if (made.equals(MemorySegment.NULL)) {
                throw new EngineException("the grammar can't be read: " + LlamaLog.drain());
            }
            return new NativeGrammar(f, made);
        }
    }

    /** A grammar of its own that stands where this one stands; this one is only read. */
    public NativeGrammar copy() {
        return new NativeGrammar(f, NativeCall.call(() -> (MemorySegment) f.samplerClone.invoke(sampler)));
    }

    /** Whether the token may come next. */
    public boolean allows(int token) {
        boolean[] allowed = new boolean[1];
        filter(new int[] {token}, 1, allowed);
        return allowed[0];
    }

    /**
     * Says of each token whether it may come next.
     *
     * @param ids tokens, the first {@code count} of them
     * @param allowed set for each
     */
    public void filter(int[] ids, int count, boolean[] allowed) {
        long bytes = count * TOKEN_BYTES;
        if (tokens.byteSize() < bytes) {
            tokens = arena.allocate(bytes, 4);
        }
        for (int i = 0; i < count; i++) {
            tokens.set(JAVA_INT, i * TOKEN_BYTES, ids[i]);
            tokens.set(JAVA_FLOAT, i * TOKEN_BYTES + 4, 0);
        }
        array.set(ADDRESS, 0, tokens);
        array.set(JAVA_LONG, 8, count);
        array.set(JAVA_LONG, 16, -1);
        NativeCall.run(() -> f.samplerApply.invoke(sampler, array));
        for (int i = 0; i < count; i++) {
            allowed[i] = tokens.get(JAVA_FLOAT, i * TOKEN_BYTES + 4) == 0;
        }
    }

    /**
     * Goes on by a token that does not end the turn.
     *
     * @throws IllegalStateException if it may not come next
     */
    public void accept(int token) {
        if (!allows(token)) {
            throw new IllegalStateException("token " + token + " may not come next in this grammar");
        }
        NativeCall.run(() -> f.samplerAccept.invoke(sampler, token));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            NativeCall.run(() -> f.samplerFree.invoke(sampler));
            arena.close();
        }
    }
}
