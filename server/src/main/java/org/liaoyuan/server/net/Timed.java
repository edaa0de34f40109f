package org.liaoyuan.server.net;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work with an end. It runs on a virtual thread, which is interrupted when its time is over: that closes the socket on which it waits,
 * wherever the other side has stopped to speak.
 */
public final class Timed {

    private Timed() {}

    /** It took longer. */
    public static final class TookTooLong extends Exception {

        private static final long serialVersionUID = 1L;

        TookTooLong() {
            super("took too long", null, false, false);
        }
    }

    /** Throws what the work throws. */
    public static <T> T call(Duration time, Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = Thread.ofVirtual().name("web").start(task);
        try {
            return task.get(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new TookTooLong();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            thread.interrupt();
        }
    }
}
