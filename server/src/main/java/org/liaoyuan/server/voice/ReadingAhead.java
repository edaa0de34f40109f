package org.liaoyuan.server.voice;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;

/**
 * Has the model read what the next answer begins with, while the person speaks or has not begun to: away from the conversation's
 * thread, one thing at a time, the newest, of which nothing is seen. Used by the conversation's thread alone.
 */
final class ReadingAhead implements AutoCloseable {

    private final Talk.Parts parts;
    private final ThreadPoolExecutor worker;
    private @Nullable Future<?> under;
    private List<ChatMessage> read = List.of();
    private @Nullable VoiceOptions readWith;

    /** @param wrapped gives the worker's thread what it needs to know of who asks */
    ReadingAhead(Talk.Parts parts, Function<Runnable, Runnable> wrapped) {
        this.parts = parts;
        this.worker = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1),
                // native code may hold the thread for long
                work -> Thread.ofPlatform().name("voice-reader").daemon().unstarted(wrapped.apply(work)),
                new ThreadPoolExecutor.DiscardOldestPolicy());
        worker.allowCoreThreadTimeOut(true);
    }

    /** Reads this and nothing else any more. */
    void read(VoiceOptions options, List<ChatMessage> messages) {
        if (options.equals(readWith) && messages.equals(read)) {
            return;
        }
        stop();
        readWith = options;
        read = messages;
        under = worker.submit(() -> prepare(options, messages));
    }

    private void prepare(VoiceOptions options, List<ChatMessage> messages) {
        try {
            parts.prepare(options, messages);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is not wanted any more
        } catch (RuntimeException e) {
            // the answer itself will say what is wrong
        }
    }

    /** What was not read so far is not read. */
    void stop() {
        readWith = null;
        if (under != null) {
            under.cancel(true);
            under = null;
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
