package org.liaoyuan.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Requests that wait for a slot, in the order they came. Thread-safe.
 *
 * <p>Guarantee: at most {@code limit} wait beyond those for which a slot is free; the next one is told when to come back.
 */
final class WaitingLine {

    private static final double WEIGHT = 0.2;

    /** Prompts to be read for requests to come; the oldest of more is not worth it any longer. */
    private static final int MOST_AHEAD = 8;

    private final int slots;
    private final int limit;
    private final Deque<Task> waiting = new ArrayDeque<>();
    private final Deque<Task> ahead = new ArrayDeque<>();
    private int busySlots;
    private boolean closed;
    private boolean woken;
    /** What an answer took lately. */
    private double averageSeconds = 2;

    WaitingLine(int slots, int limit) {
        this.slots = slots;
        this.limit = limit;
    }

    synchronized void add(Task task) {
        if (closed) {
            throw new EngineException("the model is closed");
        }
        if (waiting.size() >= limit + slots - busySlots) {
            double seconds = averageSeconds * (waiting.size() + 1) / slots;
            throw new BusyException(waiting.size(), Duration.ofSeconds(Math.max(1, Math.round(seconds))));
        }
        waiting.addLast(task);
        wake();
    }

    /**
     * A prompt that is read when nobody else wants anything.
     *
     * @return the one that is not any more
     */
    synchronized Optional<Task> addAhead(Task task) {
        if (closed) {
            throw new EngineException("the model is closed");
        }
        ahead.addLast(task);
        notifyAll();
        return ahead.size() > MOST_AHEAD ? Optional.of(ahead.removeFirst()) : Optional.empty();
    }

    /** The next prompt to be read ahead; none while a request waits. It takes no slot: it makes room at once. */
    synchronized Optional<Task> takeAhead() {
        return waiting.isEmpty() ? Optional.ofNullable(ahead.pollFirst()) : Optional.empty();
    }

    /** Whether the request was waiting. */
    synchronized boolean remove(Task task) {
        return waiting.remove(task) || ahead.remove(task);
    }

    /** The first in line takes a slot. */
    synchronized Optional<Task> take() {
        Task task = waiting.pollFirst();
        busySlots += task == null ? 0 : 1;
        return Optional.ofNullable(task);
    }

    /** Gives its slot back and is the first in line again. */
    synchronized void takeBack(Task task) {
        busySlots--;
        waiting.addFirst(task);
    }

    /** A request gives its slot back. */
    synchronized void leave(Duration took) {
        busySlots--;
        averageSeconds += WEIGHT * (took.toMillis() / 1000.0 - averageSeconds);
    }

    synchronized int size() {
        return waiting.size();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Returns when somebody waits or the line is closed. */
    synchronized void await() throws InterruptedException {
        while (!closed && waiting.isEmpty() && ahead.isEmpty()) {
            TimeUnit.MINUTES.timedWait(this, 1);
        }
    }

    /** Returns after so long, or when somebody came since, {@link #wake} was called or the line is closed. */
    synchronized void await(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; !closed && !woken && left > 0; left = until - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        woken = false;
    }

    /** There is something to be looked at by who awaits. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Nobody is let in any more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Closes the line and empties it. */
    synchronized List<Task> dismiss() {
        close();
        List<Task> left = new ArrayList<>(waiting);
        left.addAll(ahead);
        waiting.clear();
        ahead.clear();
        return left;
    }
}
