package org.liaoyuan.server.space.read;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.space.ocr.PictureReader;
import org.slf4j.LoggerFactory;

/**
 * The process in which files are read, one after the other, as {@link ReaderProcess} asks. It ends when its parent does, however that
 * ends, and when nobody asked for a while.
 */
final class ReaderMain {

    /** Exit code where it did nothing wrong. */
    static final int RESTED = 0;

    /** Exit code of {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int OUT_OF_MEMORY = 3;

    /** For a limit of the reader, which its parent gives a moment longer. */
    private static final int BROKEN = 4;

    private static final long REST_SECONDS = 60;

    /** Of the processors, for pictures: answers are what people wait for. */
    private static final int SHARE = 4;

    private final DataOutputStream out;
    private @Nullable DocumentReader reader;
    private @Nullable Limits limits;
    private volatile @Nullable PictureReader pictures;
    private volatile boolean busy;
    private volatile long since = System.nanoTime();

    private ReaderMain(DataOutputStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
        // what a library prints is no answer, and what it logs may be of the file
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.OFF);
        }
        new ReaderMain(out).run(new DataInputStream(new BufferedInputStream(System.in)));
    }

    /** This thread waits for the next question all the time, so that it sees at once when there is no parent any more. */
    private void run(DataInputStream in) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("rest").factory());
        clock.scheduleWithFixedDelay(this::restIfIdle, REST_SECONDS, REST_SECONDS / 4, TimeUnit.SECONDS);
        ExecutorService reading = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("reading").factory());
        try {
            while (true) {
                Wire.Question question = Wire.asked(in);
                busy = true;
                reading.execute(() -> answer(question));
            }
        } catch (IOException e) {
            // at once: what is being read may never end
            Runtime.getRuntime().halt(RESTED);
        }
    }

    private void restIfIdle() {
        if (!busy && System.nanoTime() - since > TimeUnit.SECONDS.toNanos(REST_SECONDS)) {
            Runtime.getRuntime().halt(RESTED);
        }
    }

    private void answer(Wire.Question question) {
        try {
            if (question.page() > 0) {
                DrawnPage drawn = PageDrawer.draw(Path.of(question.path()), question.page(), question.limits());
                synchronized (out) {
                    Wire.answer(out, drawn);
                }
            } else {
                open(question.pictures());
                DocumentReader.Content content =
                        reader(question.limits()).read(Path.of(question.path()), question.name(), this::progress);
                synchronized (out) {
                    Wire.answer(out, content);
                }
            }
        } catch (Unreadable e) {
            refuse(e.reason());
        } catch (IOException | InterruptedException | RuntimeException e) {
            Runtime.getRuntime().halt(BROKEN);
        }
        since = System.nanoTime();
        busy = false;
    }

    /** Pictures are left out where it can't be opened; whoever asks knows where it lies, and says so. */
    private void open(String model) {
        if (pictures == null && !model.isEmpty()) {
            int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / SHARE);
            try {
                pictures = PictureReader.open(Path.of(model), threads);
            } catch (IOException | IllegalArgumentException e) {
                pictures = null;
            }
        }
    }

    private void progress(int done, int all) {
        try {
            synchronized (out) {
                Wire.progress(out, done, all);
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(BROKEN);
        }
    }

    /** Kept: its parsers take a second to load. */
    private DocumentReader reader(Limits asked) {
        DocumentReader known = reader;
        if (known == null || !asked.equals(limits)) {
            known = new DocumentReader(asked, () -> Optional.ofNullable(pictures));
            reader = known;
            limits = asked;
        }
        return known;
    }

    private void refuse(Unreadable.Reason reason) {
        try {
            synchronized (out) {
                Wire.refuse(out, reason);
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(BROKEN);
        }
    }
}
