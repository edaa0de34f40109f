package org.liaoyuan.sound.recognition;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * A recognition that runs.
 *
 * @param utterance of which
 * @param start first sample of its sound in the stream
 * @param voiced samples of speech in it
 * @param effort partial, or good enough to be final
 * @param future its result
 */
record Attempt(int utterance, long start, long voiced, RecognitionOptions.Effort effort, Future<Transcript> future) {

    boolean done() {
        return future.isDone();
    }

    boolean failed() {
        return future.state() == Future.State.FAILED;
    }

    void cancel() {
        future.cancel(true);
    }

    /** Waits for it. @throws ExecutionException if it failed */
    Transcript result() throws InterruptedException, ExecutionException {
        return future.get();
    }
}
