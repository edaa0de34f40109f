package org.liaoyuan.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.llama.NativeContext;

/**
 * The sequences of a KV cache: those of running requests, and those kept after their request ended because the next one may
 * begin with the same tokens. Kept ones go, least recently used first, when a sequence id or a cell is wanted.
 *
 * <p>INVARIANT: {@link KvSequence#tokens} are exactly the tokens whose keys and values the cache holds for this id, and
 * nothing computed with other {@link Weights} is ever copied into it.
 */
final class SequencePool {

    private final NativeContext context;
    private final boolean shares;
    private final Deque<Integer> free = new ArrayDeque<>();
    private final List<KvSequence> running = new ArrayList<>();
    private final Deque<KvSequence> kept = new ArrayDeque<>();

    /** One sequence of the cache, all of it computed with the same weights. */
    record KvSequence(int id, Weights weights, TokenSequence tokens) {}

    /** @param shares whether the model's state can be cut at any token; without it nothing is kept or copied */
    SequencePool(NativeContext context, int sequences, boolean shares) {
        this.context = context;
        this.shares = shares;
        for (int id = 0; id < sequences; id++) {
            free.add(id);
        }
    }

    int kept() {
        return kept.size();
    }

    int free() {
        return free.size();
    }

    /** Tokens of all sequences together: a cell that two share counts for both. */
    int tokens() {
        return Stream.concat(running.stream(), kept.stream())
                .mapToInt(s -> s.tokens.length())
                .sum();
    }

    /** An empty sequence; INVARIANT: there are more ids than slots, so either an id is free or a kept one can go. */
    KvSequence acquire(Weights weights) {
        if (free.isEmpty()) {
            evictOldest();
        }
        KvSequence sequence = new KvSequence(free.remove(), weights, new TokenSequence(new int[0]));
        running.add(sequence);
        return sequence;
    }

    /**
     * Copies the longest known prefix of these tokens into a sequence, if that gains at least {@code least} tokens.
     *
     * @param limit the most tokens to take
     */
    void reusePrefix(KvSequence into, TokenSequence tokens, int limit, int least) {
        if (!shares) {
            return;
        }
        KvSequence source = null;
        int length = into.tokens.length() + least - 1;
        for (KvSequence candidate :
                Stream.concat(running.stream(), kept.stream()).toList()) {
            if (candidate.id == into.id || !candidate.weights.equals(into.weights)) {
                continue;
            }
            int common = Math.min(limit, candidate.tokens.commonPrefix(tokens));
            if (common > length) {
                source = candidate;
                length = common;
            }
        }
        if (source != null) {
            touch(source);
            context.remove(into.id, 0);
            context.copy(source.id, into.id, length);
            into.tokens.become(source.tokens, length);
        }
    }

    /** Ends a sequence; its cells stay for requests to come. */
    void keep(KvSequence sequence) {
        running.remove(sequence);
        if (!shares || sequence.tokens.length() == 0) {
            forget(sequence);
            return;
        }
        for (Iterator<KvSequence> i = kept.iterator(); i.hasNext(); ) {
            KvSequence older = i.next();
            boolean covered = older.tokens.commonPrefix(sequence.tokens) == older.tokens.length();
            if (covered && older.weights.equals(sequence.weights)) {
                i.remove();
                forget(older);
            }
        }
        kept.addLast(sequence);
    }

    /** Ends a sequence and frees its cells. */
    void release(KvSequence sequence) {
        running.remove(sequence);
        forget(sequence);
    }

    /** Frees the cells of the kept sequence that was used longest ago; false if none is kept. */
    boolean evictOldest() {
        @Nullable KvSequence oldest = kept.pollFirst();
        if (oldest == null) {
            return false;
        }
        forget(oldest);
        return true;
    }

    /** Frees the cells of kept sequences that no request can begin with any more: their adapter is closed. */
    void forgetUnusable() {
        for (KvSequence sequence : List.copyOf(kept)) {
            if (sequence.weights.isOver()) {
                kept.remove(sequence);
                forget(sequence);
            }
        }
    }

    private void touch(KvSequence sequence) {
        if (kept.remove(sequence)) {
            kept.addLast(sequence);
        }
    }

    private void forget(KvSequence sequence) {
        context.remove(sequence.id, 0);
        free.add(sequence.id);
    }
}
