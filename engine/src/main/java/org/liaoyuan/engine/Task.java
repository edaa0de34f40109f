package org.liaoyuan.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the decode loop, and the {@link Generation} its caller reads.
 *
 * <p>The loop's thread alone touches tokens, sampler and assembler; what the reader sees is guarded by this object's
 * monitor. The pieces waiting for a slow reader are bounded by the context: no answer is longer.
 */
final class Task implements Generation {

    private static final long WAKE_SECONDS = 1;

    final GenerationRequest request;
    final TokenSequence tokens;
    final int prompt;
    final Weights weights;
    /** Whether its prompt is only read, for requests to come. */
    final boolean ahead;

    private final TokenSampler sampler;
    private final @Nullable TokenConstraint constraint;
    private final TextAssembler text;
    private final Runnable onCancel;
    private final Runnable onRest;
    private final BooleanSupplier loopHasEnded;
    private final long asked = System.nanoTime();
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private long started;
    private long first;
    private long ended;
    private int cached;
    private int generated;
    private int read;
    private long computeNanos;
    /** In {@link System#nanoTime}; 0 for no rest. */
    private volatile long restsUntil;

    private volatile boolean cancelled;
    private @Nullable FinishReason reason;
    private @Nullable EngineException failure;

    Task(
            GenerationRequest request,
            @Nullable TokenConstraint constraint,
            boolean ahead,
            Consumer<Task> onCancel,
            Runnable onRest,
            BooleanSupplier loopHasEnded) {
        this.ahead = ahead;
        this.onRest = onRest;
        this.request = request;
        this.tokens = new TokenSequence(request.prompt());
        this.prompt = tokens.length();
        this.weights = Weights.of(request);
        this.sampler = new TokenSampler(request.sampling());
        this.constraint = constraint;
        this.text = new TextAssembler(request.stop());
        this.loopHasEnded = loopHasEnded;
        this.onCancel = () -> onCancel.accept(this);
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** The loop begins with it; a second beginning after a preemption changes nothing. */
    synchronized void start(int cachedTokens) {
        if (started == 0) {
            started = System.nanoTime();
        }
        if (generated == 0) {
            cached = Math.max(cached, cachedTokens);
        }
    }

    synchronized void addCompute(long nanos) {
        computeNanos += nanos;
    }

    /** Of the prompt so many tokens were computed. */
    synchronized void addRead(int tokens) {
        read += tokens;
    }

    /** Nanoseconds for which it wants no part in a batch; 0 or less for none. */
    long rest(long now) {
        long until = restsUntil;
        return until == 0 ? 0 : until - now;
    }

    @Override
    public void rest(Duration most) {
        long nanos =
                Math.min(most.toNanos(), Duration.ofSeconds(MOST_REST_SECONDS).toNanos());
        long until = System.nanoTime() + nanos;
        restsUntil = nanos <= 0 ? 0 : until == 0 ? 1 : until;
        onRest.run();
    }

    /**
     * Draws the next token.
     *
     * @param logits changed by it
     * @throws EngineException if the constraint allows none
     */
    int sample(float[] logits) {
        return sampler.sample(logits, tokens, constraint);
    }

    /** The most tokens that may still be generated. */
    int tokensLeft() {
        return request.maxTokens() - generated;
    }

    /**
     * Takes a generated token that does not end the turn.
     *
     * @return why the answer ends with it, or empty if it goes on
     */
    Optional<FinishReason> accept(int token, List<TokenLogprob> logprobs, IntFunction<byte[]> bytes, int contextSize) {
        tokens.add(token);
        if (constraint != null) {
            constraint.accept(token);
        }
        String ready = text.append(bytes.apply(token));
        synchronized (this) {
            if (generated++ == 0) {
                first = System.nanoTime();
            }
            pieces.add(new Piece(ready, 1, logprobs));
            notifyAll();
        }
        if (text.stopped()) {
            return Optional.of(FinishReason.STOP);
        }
        boolean full = generated >= request.maxTokens() || tokens.length() >= contextSize;
        return full ? Optional.of(FinishReason.LENGTH) : Optional.empty();
    }

    void end(FinishReason why) {
        String rest = text.finish();
        synchronized (this) {
            if (reason == null) {
                if (!rest.isEmpty()) {
                    pieces.add(new Piece(rest, 0, List.of()));
                }
                finish(why);
            }
        }
    }

    synchronized void fail(EngineException why) {
        if (reason == null) {
            failure = why;
            finish(FinishReason.ERROR);
        }
    }

    private synchronized void finish(FinishReason why) {
        if (constraint != null) {
            constraint.close();
        }
        sampler.release();
        if (request.adapter() != null) {
            request.adapter().end();
        }
        reason = why;
        ended = System.nanoTime();
        notifyAll();
    }

    @Override
    public synchronized Optional<Piece> next() throws InterruptedException {
        while (pieces.isEmpty() && reason == null) {
            // the loop ends every task, unless it has no memory left to do so
            TimeUnit.SECONDS.timedWait(this, WAKE_SECONDS);
            if (reason == null && pieces.isEmpty() && loopHasEnded.getAsBoolean()) {
                fail(new EngineException("the decode loop ended without an answer; the model must be loaded again"));
            }
        }
        Piece piece = pieces.poll();
        if (piece == null && failure != null) {
            throw new EngineException(String.valueOf(failure.getMessage()), failure);
        }
        return Optional.ofNullable(piece);
    }

    @Override
    public void cancel() {
        if (!cancelled) {
            cancelled = true;
            onCancel.run();
        }
    }

    @Override
    public synchronized Optional<FinishReason> finishReason() {
        return Optional.ofNullable(reason);
    }

    @Override
    public synchronized Usage usage() {
        long now = reason == null ? System.nanoTime() : ended;
        return new Usage(
                // of one that was stopped while it read, what it came to
                ahead ? Math.min(prompt, cached + read) : prompt,
                cached,
                generated,
                Duration.ofNanos((started == 0 ? now : started) - asked),
                Duration.ofNanos((first == 0 ? now : first) - asked),
                Duration.ofNanos(now - asked),
                computeNanos / 1e9);
    }
}
