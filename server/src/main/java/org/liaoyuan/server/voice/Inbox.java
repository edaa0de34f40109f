package org.liaoyuan.server.voice;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation's one thread has to do. Results of its own workers go before what the client sends, and the client waits
 * while the conversation is behind: what it sends next stays in the network. Thread-safe.
 */
final class Inbox {

    private static final int MOST_RESULTS = 64;
    private static final long MOST_BYTES = 8L << 20;

    /** @param bytes that it holds, about */
    private record Request(Runnable work, int bytes) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Runnable> results = new ArrayDeque<>();
    private final Deque<Request> requests = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    /**
     * What the client sends; waits for room.
     *
     * @return false if there was none in time, or it is closed
     */
    boolean request(Runnable work, int size, Duration most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = most.toNanos();
            while (!closed && bytes > 0 && bytes + size > MOST_BYTES) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            if (closed) {
                return false;
            }
            requests.add(new Request(work, size));
            bytes += size;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** What a worker of the conversation found; waits for room, which the conversation's thread always makes. */
    void result(Runnable work) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && results.size() >= MOST_RESULTS) {
                changed.await();
            }
            if (!closed) {
                results.add(work);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * @param requestsToo whether something that the client sent is taken as well
     * @return null if there was nothing in time, or it is closed
     */
    @Nullable
    Runnable take(boolean requestsToo, Duration most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = most.toNanos();
            while (!closed) {
                Runnable next = next(requestsToo);
                if (next != null) {
                    changed.signalAll();
                    return next;
                }
                if (nanos <= 0) {
                    return null;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Runnable next(boolean requestsToo) {
        if (!results.isEmpty()) {
            return results.poll();
        }
        Request request = requestsToo ? requests.poll() : null;
        if (request == null) {
            return null;
        }
        bytes -= request.bytes;
        return request.work;
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets all; nobody waits any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            results.clear();
            requests.clear();
            bytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
