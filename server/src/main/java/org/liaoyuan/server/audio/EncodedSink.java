package org.liaoyuan.server.audio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.SoundSink;
import org.liaoyuan.sound.io.Wav;

/** Sound through FFmpeg: one thread gives it samples, another takes what it makes of them, so that neither waits for the other. */
final class EncodedSink implements SoundSink {

    private static final long REST_SECONDS = 30;

    private final SampleRate rate;
    private final RunningFfmpeg running;
    private final FutureTask<Void> copied;

    EncodedSink(SampleRate rate, RunningFfmpeg running, OutputStream out) {
        this.rate = rate;
        this.running = running;
        this.copied = new FutureTask<>(() -> {
            byte[] bytes = new byte[8_192];
            InputStream in = running.output();
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                out.write(bytes, 0, n);
                out.flush();
            }
            return null;
        });
        Thread.ofVirtual().name("sound-encoder").start(copied);
    }

    @Override
    public SampleRate rate() {
        return rate;
    }

    @Override
    public void write(float[] block, int length) {
        if (copied.isDone()) {
            throw gone(null);
        }
        try {
            running.input().write(Wav.pcm16(block, length));
            running.input().flush();
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private static AudioException gone(@org.jspecify.annotations.Nullable Throwable why) {
        return new AudioException(
                "who listened has gone, or the encoder has ended", why == null ? new IOException("ended") : why);
    }

    @Override
    public void close() {
        try (running) {
            running.input().close();
            copied.get(REST_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw gone(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            copied.cancel(true);
        }
    }
}
