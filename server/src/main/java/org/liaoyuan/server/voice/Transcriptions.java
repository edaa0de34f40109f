package org.liaoyuan.server.voice;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.recognition.RecognitionOptions.Effort;
import org.liaoyuan.sound.recognition.Transcript;

/** Has sounds of a conversation written down, one after the other, away from its thread; what came of it goes into its inbox. */
final class Transcriptions implements AutoCloseable {

    private static final int MOST_WAITING = 16;
    /** So many that wait are enough for the client to wait as well. */
    private static final int BEHIND = 4;

    private final Inbox inbox;
    private final Recognition recognition;
    private final ThreadPoolExecutor worker;

    /** What writes down. */
    interface Recognition {
        Transcript transcribe(Clip clip, Effort effort);
    }

    /** @param wrapped gives the worker's thread what it needs to know of who asks */
    Transcriptions(Inbox inbox, Recognition recognition, Function<Runnable, Runnable> wrapped) {
        this.inbox = inbox;
        this.recognition = recognition;
        this.worker = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                // native code may hold the thread for long
                work -> Thread.ofPlatform().name("voice-listener").daemon().unstarted(wrapped.apply(work)));
        worker.allowCoreThreadTimeOut(true);
    }

    /** Exactly one of the two is called on the conversation's thread, but for one that was cancelled. */
    Future<?> start(Clip clip, Effort effort, Consumer<Transcript> done, Consumer<RuntimeException> failed) {
        try {
            return worker.submit(() -> {
                Runnable result = result(clip, effort, done, failed);
                try {
                    inbox.result(result);
                } catch (InterruptedException cancelled) {
                    Thread.currentThread().interrupt();
                }
            });
        } catch (RejectedExecutionException full) {
            throw new BusyException(MOST_WAITING, Duration.ofSeconds(2));
        }
    }

    private Runnable result(Clip clip, Effort effort, Consumer<Transcript> done, Consumer<RuntimeException> failed) {
        try {
            Transcript transcript = recognition.transcribe(clip, effort);
            return () -> done.accept(transcript);
        } catch (RuntimeException e) {
            return () -> failed.accept(e);
        }
    }

    boolean isBehind() {
        return worker.getQueue().size() >= BEHIND;
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
