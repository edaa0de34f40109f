package org.liaoyuan.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.liaoyuan.engine.llama.NativeContext;

/**
 * Decodes every running request together, batch after batch, on one thread.
 *
 * <p>Guarantees:
 *
 * <ul>
 *   <li>Each batch holds the newest token of every request that is generating, so none waits for another's prompt longer
 *       than one chunk of {@link #CHUNK_BESIDE_OTHERS} prompt tokens.
 *   <li>Requests start in the order they came; prompts under way share each batch's room evenly.
 *   <li>A prefix that several prompts have in common is computed by the first of them; the others wait for it and copy it.
 *   <li>When the cache is full, kept sequences go first; then the youngest request gives up its cells and is computed again
 *       later, when another has ended. Nothing it has said is lost or said twice.
 * </ul>
 */
final class DecodeLoop implements Runnable {

    /** Prompt tokens a batch takes while others are generating: bounds the time between two of their tokens. */
    static final int CHUNK_BESIDE_OTHERS = 128;

    /** A shorter common prefix is cheaper computed than waited for. */
    private static final int WORTH_SHARING = 16;

    private final NativeContext context;
    private final SequencePool pool;
    private final IntFunction<byte[]> bytes;
    private final IntPredicate endsTurn;
    private final int contextSize;
    private final int slots;
    private final int queueLimit;
    private final float[] logits;

    /** Guarded by this object's monitor. */
    private final Deque<Task> waiting = new ArrayDeque<>();

    private int busySlots;
    private boolean closed;
    private EngineStats stats;
    private double averageSeconds = 2;

    /** Touched by the loop's thread only; oldest first. */
    private final List<Slot> running = new ArrayList<>();

    /** The cache had no room for all: until one of them ends a newcomer would only push the same one out again. */
    private boolean full;

    private int turn;

    /** Prompt tokens copied from other sequences since the last count. */
    private int reused;

    DecodeLoop(
            NativeContext context,
            SequencePool pool,
            int vocabulary,
            IntFunction<byte[]> bytes,
            IntPredicate endsTurn,
            int contextSize,
            int slots,
            int queueLimit) {
        this.context = context;
        this.pool = pool;
        this.bytes = bytes;
        this.endsTurn = endsTurn;
        this.contextSize = contextSize;
        this.slots = slots;
        this.queueLimit = queueLimit;
        this.logits = new float[vocabulary];
        this.stats = EngineStats.atStart(slots, context.cells(), pool.free());
    }

    /** A request with a sequence. */
    private static final class Slot {

        final Task task;
        final SequencePool.KvSequence sequence;
        int fed;
        int output = -1;

        Slot(Task task, SequencePool.KvSequence sequence) {
            this.task = task;
            this.sequence = sequence;
        }

        /** Tokens that are known and not computed yet; at least one. */
        int remaining() {
            return task.tokens.length() - sequence.tokens().length();
        }

        boolean readsPrompt() {
            return remaining() > 1;
        }
    }

    /** Queues a request. */
    Generation submit(GenerationRequest request) {
        int length = request.prompt().length;
        if (length >= contextSize) {
            throw new ContextOverflowException(length, contextSize);
        }
        synchronized (this) {
            if (closed) {
                throw new EngineException("the model is closed");
            }
            if (waiting.size() >= queueLimit + slots - busySlots) {
                double seconds = averageSeconds * (waiting.size() + 1) / slots;
                throw new BusyException(waiting.size(), Duration.ofSeconds(Math.max(1, Math.round(seconds))));
            }
            Task task = new Task(request, this::cancelled);
            waiting.addLast(task);
            notifyAll();
            return task;
        }
    }

    private void cancelled(Task task) {
        boolean removed;
        synchronized (this) {
            removed = waiting.remove(task);
            notifyAll();
        }
        if (removed) {
            task.end(FinishReason.CANCELLED);
        }
    }

    synchronized EngineStats stats() {
        return stats.withWaiting(waiting.size());
    }

    /** Ends the loop after the batch under way; every request ends with an error. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    @Override
    public void run() {
        try {
            while (awaitWork()) {
                step();
            }
            endAll(new EngineException("the model was closed while it answered"));
        } catch (InterruptedException e) {
            endAll(new EngineException("the decode loop was interrupted", e));
        } catch (RuntimeException | Error e) {
            endAll(new EngineException("the decode loop failed: " + e, e));
            throw e;
        } finally {
            close();
        }
    }

    private void step() {
        try {
            dropCancelled();
            admit();
            fillBatch();
            if (context.filled() > 0) {
                compute();
            }
        } catch (EngineException e) {
            // the batch may be half in the cache: forget these sequences, keep serving others
            full = false;
            for (Slot slot : List.copyOf(running)) {
                leave(slot);
                pool.release(slot.sequence);
                slot.task.fail(e);
            }
        }
        publish();
    }

    private synchronized boolean awaitWork() throws InterruptedException {
        while (!closed && running.isEmpty() && waiting.isEmpty()) {
            TimeUnit.MINUTES.timedWait(this, 1);
        }
        return !closed;
    }

    private void dropCancelled() {
        for (Slot slot : List.copyOf(running)) {
            if (slot.task.isCancelled()) {
                end(slot, FinishReason.CANCELLED);
            }
        }
    }

    private void admit() {
        while (running.size() < slots && (!full || running.isEmpty())) {
            Task task;
            synchronized (this) {
                task = waiting.pollFirst();
                if (task == null) {
                    return;
                }
                busySlots++;
            }
            running.add(new Slot(task, pool.acquire()));
        }
    }

    private void fillBatch() {
        context.clearBatch();
        for (Slot slot : running) {
            slot.fed = 0;
            slot.output = -1;
            if (!slot.readsPrompt()) {
                feed(slot, 1);
            }
        }
        List<Slot> readers = new ArrayList<>();
        for (Slot slot : running) {
            if (slot.readsPrompt() && !awaitsLeader(slot)) {
                readers.add(slot);
            }
        }
        int room = NativeContext.BATCH_TOKENS - context.filled();
        if (context.filled() > 0) {
            room = Math.min(room, CHUNK_BESIDE_OTHERS);
        }
        for (int i = 0; i < readers.size() && room > 0; i++) {
            Slot slot = readers.get((turn + i) % readers.size());
            int share = Math.min(slot.remaining(), Math.ceilDiv(room, readers.size() - i));
            feed(slot, share);
            room -= share;
        }
        turn++;
    }

    /** Takes over what is computed of this prompt already; true if an older request is computing more of it just now. */
    private boolean awaitsLeader(Slot slot) {
        TokenSequence tokens = slot.task.tokens;
        // one token must be computed here, for its logits
        int limit = tokens.length() - 1;
        int before = slot.sequence.tokens().length();
        pool.reusePrefix(slot.sequence, tokens, limit, WORTH_SHARING);
        int known = slot.sequence.tokens().length();
        slot.task.start(known > before ? known : 0);
        reused += known - before;
        for (Slot older : running) {
            if (older == slot) {
                return false;
            }
            int common = Math.min(limit, older.task.tokens.commonPrefix(tokens));
            if (older.readsPrompt() && common - known >= WORTH_SHARING) {
                return true;
            }
        }
        return false;
    }

    private void feed(Slot slot, int count) {
        int from = slot.sequence.tokens().length();
        int last = slot.task.tokens.length() - 1;
        for (int position = from; position < from + count; position++) {
            boolean output = position == last;
            int index = context.add(slot.task.tokens.get(position), position, slot.sequence.id(), output);
            if (output) {
                slot.output = index;
            }
        }
        slot.fed = count;
    }

    private void compute() {
        long begin = System.nanoTime();
        if (!context.decode()) {
            makeRoom();
            return;
        }
        long nanosPerToken = (System.nanoTime() - begin) / context.filled();
        int prompt = 0;
        int generated = 0;
        for (Slot slot : List.copyOf(running)) {
            int at = slot.sequence.tokens().length();
            for (int i = 0; i < slot.fed; i++) {
                slot.sequence.tokens().add(slot.task.tokens.get(at + i));
            }
            slot.task.addCompute(nanosPerToken * slot.fed);
            prompt += Math.max(0, Math.min(slot.task.prompt - at, slot.fed));
            if (slot.output >= 0) {
                generated++;
                sample(slot);
            }
        }
        count(prompt, generated);
    }

    private void sample(Slot slot) {
        Task task = slot.task;
        context.logits(slot.output, logits);
        boolean wantsLogprobs = task.request.logprobs() >= 0;
        float[] raw = wantsLogprobs ? logits.clone() : logits;
        int token = task.sampler.sample(logits, task.tokens);
        if (endsTurn.test(token)) {
            end(slot, FinishReason.STOP);
            return;
        }
        List<TokenLogprob> logprobs =
                wantsLogprobs ? List.of(Logprobs.of(raw, token, task.request.logprobs(), bytes)) : List.of();
        Optional<FinishReason> reason = task.accept(token, logprobs, bytes, contextSize);
        reason.ifPresent(why -> end(slot, why));
    }

    private void makeRoom() {
        if (pool.evictOldest()) {
            return;
        }
        Slot youngest = running.getLast();
        leave(youngest);
        full = true;
        pool.release(youngest.sequence);
        if (running.isEmpty()) {
            youngest.task.fail(new EngineException("the KV cache of " + context.cells() + " tokens has no room for this"
                    + " request alone; load the model with more kvCells"));
            return;
        }
        synchronized (this) {
            waiting.addFirst(youngest.task);
        }
    }

    private void leave(Slot slot) {
        running.remove(slot);
        synchronized (this) {
            busySlots--;
        }
    }

    private void end(Slot slot, FinishReason reason) {
        leave(slot);
        full = false;
        pool.keep(slot.sequence);
        slot.task.end(reason);
        synchronized (this) {
            double seconds = slot.task.usage().total().toMillis() / 1000.0;
            averageSeconds += 0.2 * (seconds - averageSeconds);
        }
    }

    private void endAll(EngineException why) {
        List<Task> left = new ArrayList<>();
        running.forEach(slot -> left.add(slot.task));
        running.clear();
        synchronized (this) {
            closed = true;
            left.addAll(waiting);
            waiting.clear();
        }
        left.forEach(task -> task.fail(why));
    }

    private synchronized void count(int prompt, int generated) {
        stats = stats.plus(prompt, generated, reused, context.filled());
        reused = 0;
    }

    private synchronized void publish() {
        stats = stats.withSequences(running.size(), pool.kept(), pool.free(), pool.tokens());
    }
}
