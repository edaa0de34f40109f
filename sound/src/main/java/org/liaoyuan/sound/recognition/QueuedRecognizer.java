package org.liaoyuan.sound.recognition;

import java.io.IOException;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.dsp.Resampler;
import org.liaoyuan.sound.recognition.RecognitionOptions.Effort;

/**
 * A recogniser whose engine one thread alone touches; calls wait for it in a bounded queue: first those for whose text somebody
 * waits, then those that have time, then those for partial text. Those of this library are of this kind, and differ in their engines.
 */
public class QueuedRecognizer implements Recognizer {

    private static final long LONGEST_CALL_SECONDS = 120;

    /** What writes down one clip after the other. */
    public interface Engine extends AutoCloseable {

        /**
         * @param samples at 16 kHz
         * @param cancelled whether nobody waits any more: then it may end soon with anything
         * @throws AudioException if it can't; the next call is tried all the same
         */
        Transcript transcribe(float[] samples, RecognitionOptions options, BooleanSupplier cancelled);

        @Override
        void close();
    }

    /** Makes an engine, in the thread that will use it. */
    @FunctionalInterface
    public interface Opening {

        /** @param threads of one call */
        Engine open(int threads) throws IOException;
    }

    private final String name;
    private final double longest;
    private final Semaphore places;
    private final PriorityBlockingQueue<Job> jobs = new PriorityBlockingQueue<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Thread thread;
    private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
    private volatile boolean closed;
    private volatile @Nullable Job current;

    /**
     * @param name of the model, for messages
     * @param longest clip that is taken, in seconds
     * @param threads of one call, from 1 to 64
     * @param waiting how many calls wait or run at most
     * @throws AudioException if it does not load
     */
    protected QueuedRecognizer(String name, double longest, int threads, int waiting, Opening opening) {
        if (threads < 1 || threads > 64) {
            throw new IllegalArgumentException("threads " + threads + " must be from 1 to 64");
        }
        if (waiting < 1 || waiting > 1024) {
            throw new IllegalArgumentException("waiting " + waiting + " must be from 1 to 1024");
        }
        this.name = name;
        this.longest = longest;
        this.places = new Semaphore(waiting);
        this.thread = Thread.ofPlatform().name("recognizer").daemon().start(() -> work(opening, threads));
        try {
            opened.get(LONGEST_CALL_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw failed(e);
        } catch (TimeoutException e) {
            close();
            throw new AudioException(name + " did not load within " + LONGEST_CALL_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new AudioException("interrupted while " + name + " was loaded", e);
        }
    }

    /** A call: by who waits for it, then in their order. */
    private record Job(long number, float[] samples, RecognitionOptions options, CompletableFuture<Transcript> result)
            implements Comparable<Job> {

        private static final Comparator<Job> ORDER =
                Comparator.<Job>comparingInt(job -> rank(job.options.effort())).thenComparingLong(Job::number);

        private static int rank(Effort effort) {
            return switch (effort) {
                case FINAL -> 0;
                case THOROUGH -> 1;
                case PARTIAL -> 2;
            };
        }

        @Override
        public int compareTo(Job other) {
            return ORDER.compare(this, other);
        }
    }

    @Override
    public final double longest() {
        return longest;
    }

    @Override
    public final Transcript transcribe(Clip clip, RecognitionOptions options) {
        if (clip.seconds() > longest) {
            throw new AudioException("a clip of " + clip.seconds() + " s is longer than " + longest
                    + " s: have it cut by a Transcriber");
        }
        float[] samples = Resampler.convert(clip, SampleRate.HZ_16000).samples();
        if (closed) {
            throw new AudioException("the recogniser is closed");
        }
        if (!places.tryAcquire()) {
            throw new BusyException("the recogniser has as many calls as it may have: try again in some seconds");
        }
        Job job = new Job(numbers.incrementAndGet(), samples, options, new CompletableFuture<>());
        try {
            jobs.add(job);
            if (closed) {
                job.result.cancel(true); // it may have come after the thread looked for the last time
            }
            return job.result.get(LONGEST_CALL_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw failed(e);
        } catch (java.util.concurrent.CancellationException e) {
            throw new AudioException("the recogniser was closed", e);
        } catch (TimeoutException e) {
            throw new AudioException(
                    "a clip of " + clip.seconds() + " s was not recognised within " + LONGEST_CALL_SECONDS
                            + " s: the machine is too busy",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AudioException("recognition was interrupted", e);
        } finally {
            job.result.cancel(true); // ends it if it still runs
            jobs.remove(job);
            places.release();
        }
    }

    private static AudioException failed(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause instanceof AudioException audio
                ? new AudioException(String.valueOf(audio.getMessage()), audio)
                : new AudioException("recognition failed: " + cause, e);
    }

    private void work(Opening opening, int threads) {
        try (Engine engine = opening.open(threads)) {
            opened.complete(true);
            while (!closed) {
                Job job = jobs.poll(1, TimeUnit.SECONDS);
                if (job != null) {
                    run(engine, job);
                }
            }
        } catch (InterruptedException e) {
            // closed
        } catch (IOException | RuntimeException | Error e) {
            opened.completeExceptionally(e);
        } finally {
            closed = true;
            jobs.forEach(job -> job.result.cancel(true));
        }
    }

    private void run(Engine engine, Job job) {
        if (job.result.isDone()) {
            return;
        }
        current = job;
        try {
            job.result.complete(engine.transcribe(job.samples, job.options, job.result::isDone));
        } catch (RuntimeException e) {
            job.result.completeExceptionally(e);
        } finally {
            current = null;
        }
    }

    @Override
    public final void close() {
        closed = true;
        Job running = current;
        if (running != null) {
            running.result.cancel(true);
        }
        jobs.forEach(job -> job.result.cancel(true));
        thread.interrupt(); // it waits in Java only; in native code it sees the flag within a token or an encoding
        try {
            thread.join(TimeUnit.SECONDS.toMillis(LONGEST_CALL_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
