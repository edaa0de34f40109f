package org.liaoyuan.server.audio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.liaoyuan.sound.AudioException;

/** One run of the program. It is ended when its time is over, whoever waits for it, and when this is closed. */
final class RunningFfmpeg implements AutoCloseable {

    private static final int MOST_COMPLAINT = 4_096;
    private static final long END_MILLIS = 5_000;

    private final Process process;
    private final FutureTask<String> complaint;
    private final Thread watch;
    private volatile boolean late;

    RunningFfmpeg(ProcessBuilder builder, Duration time) throws IOException {
        this.process = builder.start();
        this.complaint = new FutureTask<>(() -> {
            try (InputStream in = process.getErrorStream()) {
                String said = new String(in.readNBytes(MOST_COMPLAINT), StandardCharsets.UTF_8);
                in.transferTo(OutputStream.nullOutputStream());
                return said;
            }
        });
        Thread.ofVirtual().name("ffmpeg-says").start(complaint);
        this.watch = Thread.ofVirtual().name("ffmpeg-watch").start(() -> {
            try {
                if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                    late = true;
                    process.destroyForcibly();
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        });
    }

    InputStream output() {
        return process.getInputStream();
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    void noInput() throws IOException {
        process.getOutputStream().close();
    }

    /**
     * Waits for its end; its output has been read.
     *
     * @return what it complained of; empty if it ended well
     * @throws AudioException if its time was over
     */
    String end() throws InterruptedException {
        try {
            if (!process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS) || late) {
                throw new AudioException("reading or writing this sound took too long: give a shorter one");
            }
            String said = complaint.get(END_MILLIS, TimeUnit.MILLISECONDS);
            return process.exitValue() == 0 ? "" : said.isEmpty() ? "exit code " + process.exitValue() : said;
        } catch (ExecutionException | TimeoutException e) {
            return "exit code " + process.exitValue();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        watch.interrupt();
    }
}
