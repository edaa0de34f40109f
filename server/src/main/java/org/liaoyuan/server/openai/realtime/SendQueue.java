package org.liaoyuan.server.openai.realtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way to a client, in their order; a thread of its own sends them. Bounded by bytes: a client that does not read
 * is given up, and nobody waits for it. Thread-safe.
 */
final class SendQueue {

    /** Sends one message, waiting at most a time of its own. */
    interface Wire {
        void send(String message) throws Exception;
    }

    /** @param sound of which answer it is; empty for what is no sound */
    private record Message(String text, String sound) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Message> messages = new ArrayDeque<>();
    private final long most;
    private final Runnable whenStuck;
    private long bytes;
    private boolean ending;
    private boolean over;

    /**
     * @param whenStuck called once, from any thread, when the client has to be given up
     * @param whenSent called once, when all was sent after {@link #end}
     */
    SendQueue(Wire wire, long most, Runnable whenStuck, Runnable whenSent) {
        this.most = most;
        this.whenStuck = whenStuck;
        Thread.ofVirtual().name("realtime-sender").start(() -> send(wire, whenSent));
    }

    private void send(Wire wire, Runnable whenSent) {
        try {
            for (Message next = next(); next != null; next = next()) {
                wire.send(next.text);
            }
            whenSent.run();
        } catch (InterruptedException e) {
            giveUp();
        } catch (Exception clientGone) {
            giveUp();
        }
    }

    private @Nullable Message next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (messages.isEmpty() && !ending && !over) {
                changed.await();
            }
            Message next = over ? null : messages.poll();
            if (next != null) {
                bytes -= next.text.length();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    void put(String text) {
        put(text, "");
    }

    void put(String text, String sound) {
        boolean stuck;
        lock.lock();
        try {
            if (over || ending) {
                return;
            }
            bytes += text.length();
            messages.add(new Message(text, sound));
            stuck = bytes > most;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (stuck) {
            giveUp();
        }
    }

    /** An answer's sound that is not under way yet is not sent any more. */
    void drop(String sound) {
        lock.lock();
        try {
            messages.removeIf(message -> {
                boolean dropped = message.sound.equals(sound);
                bytes -= dropped ? message.text.length() : 0;
                return dropped;
            });
        } finally {
            lock.unlock();
        }
    }

    private void giveUp() {
        lock.lock();
        try {
            if (over) {
                return;
            }
            over = true;
            messages.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        whenStuck.run();
    }

    /** What is here is sent still, and nothing more. */
    void end() {
        lock.lock();
        try {
            ending = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
