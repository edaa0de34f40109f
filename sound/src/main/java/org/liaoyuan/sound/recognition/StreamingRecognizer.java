package org.liaoyuan.sound.recognition;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.vad.SegmenterOptions;
import org.liaoyuan.sound.vad.VoiceActivity;

/**
 * Writes down what somebody says while they say it: raw sound at 16 kHz in, {@linkplain RecognitionEvent events} out.
 *
 * <p>The open utterance is recognised anew every 0.6 s, and what two attempts agree on is called stable. When speech pauses for
 * 0.2 s the final attempt begins at once, in the hope that it was the end: after 0.5 s without speech it is the end, and the text is
 * there or nearly so. If speech goes on, that attempt was one more partial text.
 *
 * <p>Sound is taken by any one thread; one thread of its own does the rest and calls the listener, which should return soon. Sound
 * waits in a bounded queue; a caller that is too fast is held back, with a limit.
 */
public final class StreamingRecognizer implements AutoCloseable {

    private static final int PIECE = 4096;
    /** Twenty seconds of sound. */
    private static final int MOST_PIECES = 80;

    private static final long LONGEST_WAIT_SECONDS = 30;
    private static final long LONGEST_END_SECONDS = 300;

    private final BlockingQueue<float[]> pieces = new ArrayBlockingQueue<>(MOST_PIECES);
    private final Conversation conversation;
    private final Thread thread;
    private volatile boolean ended;
    private volatile boolean closed;
    private volatile @Nullable RuntimeException failure;

    /**
     * @param activity is used by this alone, and not closed
     * @param recognizer may be shared, and is not closed
     * @param listener gets events in their order, from one thread
     */
    public StreamingRecognizer(
            VoiceActivity activity,
            Recognizer recognizer,
            RecognitionOptions options,
            Consumer<RecognitionEvent> listener) {
        if (recognizer.longest() < SegmenterOptions.LIVE.longest()) {
            throw new IllegalArgumentException("a recogniser of " + recognizer.longest() + " s at most can't take "
                    + SegmenterOptions.LIVE.longest() + " s");
        }
        activity.reset();
        // an attempt that is done wakes the thread; if the queue is full it is awake
        this.conversation = new Conversation(activity, recognizer, options, listener, () -> pieces.offer(new float[0]));
        this.thread = Thread.ofVirtual().name("streaming-recognizer").start(this::work);
    }

    /**
     * Takes the next sound.
     *
     * @param samples at 16 kHz, not kept
     * @param length so many of them
     * @throws AudioException if it was closed, its thread failed, or it does not keep up for half a minute
     */
    public void accept(float[] samples, int length) {
        for (int from = 0; from < length; from += PIECE) {
            put(Arrays.copyOfRange(samples, from, Math.min(length, from + PIECE)));
        }
    }

    private void put(float[] piece) {
        RuntimeException failed = failure;
        if (failed != null) {
            throw new AudioException("recognition ended: " + failed.getMessage(), failed);
        }
        if (closed || ended) {
            throw new AudioException("no sound is taken any more: the stream was ended");
        }
        try {
            if (!pieces.offer(piece, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AudioException("recognition did not keep up for " + LONGEST_WAIT_SECONDS
                        + " s: the machine is too busy, or sound comes much faster than it was spoken");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AudioException("interrupted while sound waited to be recognised", e);
        }
    }

    /**
     * The stream is over: the utterance that is open gets its final text, and all events have been told when this returns.
     *
     * @throws AudioException if that takes more than five minutes, or the thread failed
     */
    public void end() {
        ended = true;
        join(LONGEST_END_SECONDS);
        RuntimeException failed = failure;
        if (failed != null) {
            throw new AudioException("recognition ended: " + failed.getMessage(), failed);
        }
        if (thread.isAlive()) {
            close();
            throw new AudioException("the last words were not recognised within " + LONGEST_END_SECONDS + " s");
        }
    }

    private void work() {
        try {
            while (!closed) {
                float[] piece = pieces.poll(50, TimeUnit.MILLISECONDS);
                if (piece != null) {
                    conversation.take(piece);
                } else if (ended) {
                    conversation.end();
                    return;
                }
                conversation.look();
            }
        } catch (InterruptedException e) {
            // closed
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            conversation.close();
        }
    }

    private void join(long seconds) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends at once; no event is told after this returned. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        if (!thread.equals(Thread.currentThread())) {
            join(LONGEST_WAIT_SECONDS);
        }
    }
}
