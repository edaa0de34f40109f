package org.liaoyuan.sound.recognition;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;

/** Says what a script has for a clip, and keeps what it was asked. */
final class ScriptedRecognizer implements Recognizer {

    final ConcurrentLinkedQueue<Double> seconds = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<RecognitionOptions.Effort> efforts = new ConcurrentLinkedQueue<>();
    private final Function<Clip, String> script;
    volatile CountDownLatch gate = new CountDownLatch(0);

    ScriptedRecognizer(Function<Clip, String> script) {
        this.script = script;
    }

    @Override
    public double longest() {
        return 30;
    }

    @Override
    public Transcript transcribe(Clip clip, RecognitionOptions options) {
        seconds.add(clip.seconds());
        efforts.add(options.effort());
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AudioException("interrupted", e);
        }
        return new Transcript(
                "en", 1, List.of(new TranscriptSegment(0, clip.seconds(), script.apply(clip))), 0.9, 0.01, false);
    }

    @Override
    public void close() {}
}
