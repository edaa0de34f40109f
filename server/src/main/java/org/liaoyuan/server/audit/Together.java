package org.liaoyuan.server.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Things that each have to be written before whoever brings one goes on, and that take turns: whoever has the turn writes for all who
 * wait for it. As many are queued at most as there are threads that bring one.
 */
final class Together<T> {

    private final int most;
    private final Consumer<List<T>> writer;
    private final Queue<Brought<T>> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    /**
     * @param most at a time
     * @param writer writes some in their order, or none and throws
     */
    Together(int most, Consumer<List<T>> writer) {
        this.most = most;
        this.writer = writer;
    }

    /** Guarded by the turn. */
    private static final class Brought<T> {

        private final T thing;
        private boolean isOver;
        private @Nullable RuntimeException problem;

        Brought(T thing) {
            this.thing = thing;
        }
    }

    /**
     * Returns when it is written.
     *
     * @throws RuntimeException what the writer threw
     */
    void write(T thing) {
        Brought<T> mine = new Brought<>(thing);
        queue.add(mine);
        turn.lock();
        try {
            while (!mine.isOver) {
                writeNext();
            }
        } finally {
            turn.unlock();
        }
        if (mine.problem != null) {
            throw mine.problem;
        }
    }

    /** How many are queued: not yet being written. */
    int waiting() {
        return queue.size();
    }

    private void writeNext() {
        List<Brought<T>> batch = new ArrayList<>();
        for (Brought<T> next = queue.poll(); next != null; next = batch.size() < most ? queue.poll() : null) {
            batch.add(next);
        }
        RuntimeException problem = null;
        try {
            writer.accept(batch.stream().map(brought -> brought.thing).toList());
        } catch (RuntimeException e) {
            problem = e;
        }
        for (Brought<T> one : batch) {
            one.isOver = true;
            one.problem = problem;
        }
    }
}
