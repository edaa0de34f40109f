package org.liaoyuan.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.llama.NativeContext;

/**
 * Decodes every running request together, batch after batch, on one thread.
 *
 * <p>Guarantees:
 *
 * <ul>
 *   <li>Each batch holds the newest token of every request with the same adapter that is generating, and groups of another
 *       adapter take {@link Turns}: none waits for another's prompt longer than one chunk of {@link
 *       BatchFiller#CHUNK_BESIDE_OTHERS} prompt tokens, and one more for every other adapter in use.
 *   <li>Requests start in the order they came; prompts under way share each batch's room evenly.
 *   <li>A prompt that is read ahead is read while no other request runs or waits, in small batches, and ended where one comes;
 *       what was read of it is kept.
 *   <li>A request that rests has no part in batches; the loop waits while all do.
 *   <li>A prefix that several prompts have in common is computed by the first of them; the others wait for it and copy it.
 *   <li>When the cache is full, kept sequences go first; then the youngest request gives up its cells and is computed again
 *       later, when another has ended. Nothing it has said is lost or said twice.
 * </ul>
 */
final class DecodeLoop implements Runnable {

    private final NativeContext context;
    private final SequencePool pool;
    private final IntFunction<byte[]> visibleBytes;
    private final IntFunction<byte[]> allBytes;
    private final IntPredicate endsTurn;
    private final int contextSize;
    private final int slots;
    private final BatchFiller filler;
    private final ThreadGovernor threads;
    private final float[] logits;
    /** The logits as the model gave them, where they are reported. */
    private final float[] raw;

    private final WaitingLine line;
    private volatile EngineStats stats;
    /** Set last, and without needing memory: whoever waits for an answer finds out however the loop ended. */
    private volatile boolean ended;

    /** Touched by the loop's thread only; oldest first. */
    private final List<Slot> running = new ArrayList<>();

    /** The cache had no room for all: until one of them ends a newcomer would only push the same one out again. */
    private boolean full;

    /** Those of them that the batch under way is for. */
    private List<Slot> batch = List.of();

    private final BatchCosts costs = new BatchCosts();

    DecodeLoop(
            NativeContext context,
            SequencePool pool,
            int vocabulary,
            IntFunction<byte[]> visibleBytes,
            IntFunction<byte[]> allBytes,
            IntPredicate endsTurn,
            int contextSize,
            int slots,
            int queueLimit,
            boolean guesses,
            ThreadGovernor threads) {
        this.context = context;
        this.threads = threads;
        this.pool = pool;
        this.visibleBytes = visibleBytes;
        this.allBytes = allBytes;
        this.endsTurn = endsTurn;
        this.contextSize = contextSize;
        this.slots = slots;
        this.line = new WaitingLine(slots, queueLimit);
        this.filler = new BatchFiller(context, pool, guesses, costs);
        this.logits = new float[vocabulary];
        this.raw = new float[vocabulary];
        this.stats = EngineStats.atStart(slots, context.cells(), pool.free());
    }

    /** Queues a request. */
    Generation submit(GenerationRequest request, @Nullable TokenConstraint constraint) {
        int length = request.prompt().length;
        if (length >= contextSize) {
            throw new ContextOverflowException(length, contextSize);
        }
        Task task = new Task(request, constraint, false, this::cancelled, line::wake, () -> ended);
        line.add(task);
        return task;
    }

    /** Has a prompt read when there is nothing else to do; nothing is said. */
    Generation readAhead(GenerationRequest request) {
        int length = request.prompt().length;
        if (length >= contextSize) {
            throw new ContextOverflowException(length, contextSize);
        }
        Task task = new Task(request, null, true, this::cancelled, line::wake, () -> ended);
        line.addAhead(task).ifPresent(oldest -> oldest.end(FinishReason.CANCELLED));
        return task;
    }

    private void cancelled(Task task) {
        if (line.remove(task)) {
            task.end(FinishReason.CANCELLED);
        } else {
            line.wake();
        }
    }

    EngineStats stats() {
        return stats.withWaiting(line.size());
    }

    /** Ends the loop after the batch under way; every request ends with an error. */
    void close() {
        line.close();
    }

    @Override
    public void run() {
        try {
            while (!line.isClosed()) {
                if (running.isEmpty()) {
                    line.await();
                }
                step();
                awaitRested();
            }
            endAll(new EngineException("the model was closed while it answered"));
        } catch (InterruptedException e) {
            endAll(new EngineException("the decode loop was interrupted", e));
        } catch (RuntimeException | Error e) {
            endAll(new EngineException("the decode loop failed: " + e, e));
            throw e;
        } finally {
            ended = true;
            close();
        }
    }

    /** Where all that run rest there is nothing to compute. */
    private void awaitRested() throws InterruptedException {
        long now = System.nanoTime();
        long least = Long.MAX_VALUE;
        for (Slot slot : running) {
            least = Math.min(least, slot.task.rest(now));
        }
        if (!running.isEmpty() && least > 0 && running.stream().noneMatch(slot -> slot.task.isCancelled())) {
            line.await(least);
        }
    }

    private List<Slot> awake() {
        long now = System.nanoTime();
        return running.stream().filter(slot -> slot.task.rest(now) <= 0).toList();
    }

    private void step() {
        batch = List.of();
        try {
            dropCancelled();
            pool.forgetUnusable();
            admit();
            batch = filler.fill(awake(), full);
            if (context.filled() > 0) {
                compute();
            }
        } catch (EngineException e) {
            // the batch may be half in the cache: forget these sequences, keep serving others
            full = false;
            List<Slot> failing = batch.stream().filter(running::contains).toList();
            failing = failing.isEmpty() ? List.copyOf(running) : failing;
            failing.forEach(slot -> fail(slot, e));
        }
        publish();
    }

    private void dropCancelled() {
        for (Slot slot : List.copyOf(running)) {
            if (slot.task.isCancelled() || slot.task.ahead && (line.size() > 0 || running.size() > 1)) {
                end(slot, FinishReason.CANCELLED);
            }
        }
    }

    private void admit() {
        while (running.size() < slots && (!full || running.isEmpty())) {
            Optional<Task> next = line.take();
            if (next.isEmpty()) {
                next = running.isEmpty() ? line.takeAhead() : Optional.empty();
            }
            if (next.isEmpty()) {
                return;
            }
            running.add(new Slot(next.get(), pool.acquire(next.get().weights)));
        }
    }

    private void compute() {
        boolean trial = threads.isTrying();
        context.useThreads(threads.threads());
        long begin = System.nanoTime();
        if (!context.decode()) {
            makeRoom();
            return;
        }
        long end = System.nanoTime();
        long nanos = end - begin;
        threads.computed(context.filled(), nanos, end);
        long nanosPerToken = nanos / context.filled();
        int prompt = 0;
        int generated = 0;
        for (Slot slot : batch) {
            int at = slot.sequence.tokens().length();
            slot.fedIsComputed();
            slot.task.addCompute(nanosPerToken * (slot.fed() + slot.guessed()));
            prompt += Math.max(0, Math.min(slot.task.prompt - at, slot.fed()));
            if (slot.task.ahead) {
                readAhead(slot);
            }
            if (slot.hasOutput()) {
                int said = say(slot);
                stats = stats.plusGuesses(slot.guessed(), said - 1);
                generated += said;
            }
        }
        if (prompt == 0 && !trial) {
            costs.learn(context.filled(), nanos);
        }
        count(prompt, generated);
    }

    private void readAhead(Slot slot) {
        slot.task.addRead(slot.fed());
        // the last token is computed for its logits, by the request that wants them
        if (slot.remaining() <= 1) {
            end(slot, FinishReason.STOP);
        }
    }

    /**
     * Samples the token that follows, and, as long as it is the one that was guessed, the one after it.
     *
     * @return how many tokens were sampled
     */
    private int say(Slot slot) {
        int said = 0;
        Optional<FinishReason> end = Optional.empty();
        try {
            boolean goesOn = true;
            while (goesOn) {
                int token = sample(slot.task, slot.output(said));
                end = take(slot.task, token);
                goesOn = end.isEmpty() && slot.wasGuessed(said, token);
                if (goesOn) {
                    slot.sequence.tokens().add(token);
                }
                said++;
            }
        } catch (EngineException e) {
            fail(slot, e);
            return Math.max(1, said);
        }
        if (said <= slot.guessed()) {
            context.remove(slot.sequence.id(), slot.sequence.tokens().length());
        }
        end.ifPresent(reason -> end(slot, reason));
        return said;
    }

    private int sample(Task task, int output) {
        context.logits(output, logits);
        boolean wantsLogprobs = task.request.logprobs() >= 0;
        if (wantsLogprobs) {
            System.arraycopy(logits, 0, raw, 0, raw.length);
        }
        if (!Float.isFinite(logits[TokenSampler.best(logits)])) {
            throw new EngineException(
                    "the model computed no usable number for the next token: the file's weights, or the adapter's, are bad");
        }
        return task.sample(logits);
    }

    /** Why the answer ends with this token, or empty if it goes on. */
    private Optional<FinishReason> take(Task task, int token) {
        if (endsTurn.test(token)) {
            return Optional.of(FinishReason.STOP);
        }
        IntFunction<byte[]> bytes = task.request.controlAsText() ? allBytes : visibleBytes;
        List<TokenLogprob> logprobs = task.request.logprobs() >= 0
                ? List.of(Logprobs.of(raw, token, task.request.logprobs(), bytes))
                : List.of();
        return task.accept(token, logprobs, bytes, contextSize);
    }

    private void makeRoom() {
        if (pool.evictOldest()) {
            return;
        }
        Slot youngest = running.getLast();
        if (running.size() == 1) {
            fail(
                    youngest,
                    new EngineException("the KV cache of " + context.cells() + " tokens has no room for this request"
                            + " alone; load the model with more kvCells"));
            return;
        }
        running.remove(youngest);
        pool.release(youngest.sequence);
        full = true;
        line.takeBack(youngest.task);
    }

    private void fail(Slot slot, EngineException why) {
        running.remove(slot);
        pool.release(slot.sequence);
        slot.task.fail(why);
        leave(slot.task);
    }

    private void leave(Task task) {
        if (!task.ahead) {
            line.leave(task.usage().total());
        }
    }

    private void end(Slot slot, FinishReason reason) {
        running.remove(slot);
        full = false;
        pool.keep(slot.sequence);
        slot.task.end(reason);
        leave(slot.task);
    }

    private void endAll(EngineException why) {
        running.forEach(slot -> slot.task.fail(why));
        running.clear();
        line.dismiss().forEach(task -> task.fail(why));
    }

    private void count(int prompt, int generated) {
        stats = stats.plus(prompt, generated, filler.takeReused(), context.filled());
    }

    private void publish() {
        stats = stats.withSequences(running.size(), pool.kept(), pool.free(), pool.tokens());
    }
}
