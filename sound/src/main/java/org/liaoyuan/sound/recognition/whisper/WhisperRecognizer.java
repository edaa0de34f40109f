package org.liaoyuan.sound.recognition.whisper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.dsp.Resampler;
import org.liaoyuan.sound.recognition.RecognitionOptions;
import org.liaoyuan.sound.recognition.RecognitionOptions.Effort;
import org.liaoyuan.sound.recognition.Recognizer;
import org.liaoyuan.sound.recognition.Transcript;

/**
 * Whisper on this machine's processors. One thread touches the native model; calls wait for it in a bounded queue, those for final
 * text before those for partial text. Chinese comes in simplified characters.
 */
public final class WhisperRecognizer implements Recognizer {

    private static final double LONGEST = 29.5;
    private static final long LONGEST_CALL_SECONDS = 120;

    private final Semaphore places;
    private final PriorityBlockingQueue<Job> jobs = new PriorityBlockingQueue<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Thread thread;
    private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
    private volatile boolean closed;
    private volatile @Nullable Job current;

    /**
     * @param model CTranslate2's {@code model.bin} of a multilingual model
     * @param threads of one call
     * @param waiting how many calls wait or run at most
     * @throws AudioException if it does not load
     */
    public WhisperRecognizer(Path model, int threads, int waiting) {
        if (threads < 1 || threads > 64 || waiting < 1 || waiting > 1024) {
            throw new IllegalArgumentException(
                    "threads " + threads + " must be from 1 to 64, waiting " + waiting + " from 1 to 1024");
        }
        this.places = new Semaphore(waiting);
        this.thread = Thread.ofPlatform().name("whisper").daemon().start(() -> work(model, threads));
        try {
            opened.get(LONGEST_CALL_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw failed(e);
        } catch (TimeoutException e) {
            close();
            throw new AudioException(model + " did not load within " + LONGEST_CALL_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new AudioException("interrupted while " + model + " was loaded", e);
        }
    }

    /** A call: final ones first, then in their order. */
    private record Job(long number, float[] samples, RecognitionOptions options, CompletableFuture<Transcript> result)
            implements Comparable<Job> {

        private static final Comparator<Job> ORDER = Comparator.<Job>comparingInt(
                        job -> job.options.effort() == Effort.FINAL ? 0 : 1)
                .thenComparingLong(Job::number);

        @Override
        public int compareTo(Job other) {
            return ORDER.compare(this, other);
        }
    }

    @Override
    public double longest() {
        return LONGEST;
    }

    @Override
    public Transcript transcribe(Clip clip, RecognitionOptions options) {
        if (clip.seconds() > LONGEST) {
            throw new AudioException("a clip of " + clip.seconds() + " s is longer than " + LONGEST
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

    private void work(Path model, int threads) {
        try (WhisperEngine engine = new WhisperEngine(WhisperModel.open(model, threads), TokenFile.multilingual())) {
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

    private void run(WhisperEngine engine, Job job) {
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
    public void close() {
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
