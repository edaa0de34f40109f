package org.liaoyuan.sound.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.recognition.RecognitionOptions.Effort;

@Timeout(60)
class QueuedRecognizerTest {

    /** Keeps in which order it was asked, and answers one call for each permit. */
    private static final class Slow implements QueuedRecognizer.Engine {

        final List<Effort> asked = new CopyOnWriteArrayList<>();
        final Semaphore permits = new Semaphore(0);
        final CountDownLatch began = new CountDownLatch(1);

        @Override
        public Transcript transcribe(float[] samples, RecognitionOptions options, BooleanSupplier cancelled) {
            asked.add(options.effort());
            began.countDown();
            permits.acquireUninterruptibly();
            return Transcript.empty("en", 0);
        }

        @Override
        public void close() {}
    }

    @Test
    void whatSomebodyWaitsForComesBeforeWhatHasTime() throws InterruptedException {
        Slow engine = new Slow();
        List<Thread> calls = new ArrayList<>();
        try (QueuedRecognizer recognizer = new QueuedRecognizer("slow", 30, 1, 8, threads -> engine)) {
            calls.add(call(recognizer, Effort.PARTIAL));
            engine.began.await();
            for (Effort effort : List.of(Effort.PARTIAL, Effort.THOROUGH, Effort.FINAL)) {
                Thread call = call(recognizer, effort);
                calls.add(call);
                while (call.getState()
                        != Thread.State.TIMED_WAITING) { // it is in the queue when it waits for its result
                    Thread.onSpinWait();
                }
            }
            engine.permits.release(4);
            for (Thread call : calls) {
                call.join();
            }
        }

        assertThat(engine.asked).containsExactly(Effort.PARTIAL, Effort.FINAL, Effort.THOROUGH, Effort.PARTIAL);
    }

    private static Thread call(QueuedRecognizer recognizer, Effort effort) {
        Clip clip = Clip.silence(SampleRate.HZ_16000, 0.1);
        return Thread.ofPlatform()
                .start(() -> recognizer.transcribe(clip, RecognitionOptions.DEFAULT.withEffort(effort)));
    }
}
