package org.liaoyuan.server.space.read;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Reads files, and draws their pages, in a process apart, with a heap of its own: whatever a file does to a parser, this process goes on. It is started at the
 * first file, used for those that follow, and ends after a minute without any. Thread-safe; one file at a time.
 *
 * <p>A file is blamed for the end of that process only where it was the first that it read: one that died after others is tried
 * once more in a new one. The process sees no environment and its own temporary folder, and is ended when the time for a file is over.
 */
public final class ReaderProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReaderProcess.class);

    /** For its start, on a machine that has other things to do. */
    private static final Duration START = Duration.ofSeconds(30);

    private final ReentrantLock turn = new ReentrantLock(true);
    private final Limits limits;
    private final int megabytes;
    private final Path folder;
    private final Supplier<Optional<Path>> pictures;
    private volatile @Nullable Child child;
    private volatile boolean closed;

    /**
     * Starts nothing yet.
     *
     * @param megabytes of heap for the parsers
     * @param folder for what they write; emptied at each start
     * @param pictures where what reads pictures lies; asked for each file that is read
     */
    public ReaderProcess(Limits limits, int megabytes, Path folder, Supplier<Optional<Path>> pictures) {
        this.limits = limits;
        this.megabytes = megabytes;
        this.folder = folder;
        this.pictures = pictures;
    }

    private static final class Child {

        final Process process;
        final DataOutputStream out;
        final DataInputStream in;
        int files;

        Child(Process process) {
            this.process = process;
            this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
            this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
        }
    }

    /** It ended before it answered. */
    private static final class Died extends Exception {

        private static final long serialVersionUID = 1L;

        private final int code;

        Died(int code) {
            super("exit code " + code, null, false, false);
            this.code = code;
        }
    }

    /** Takes the answer from the process. */
    @FunctionalInterface
    private interface Answer<T> {

        T from(DataInputStream in) throws IOException, Unreadable;
    }

    /** As {@link DocumentReader#read}. */
    public DocumentReader.Content read(Path file, String name, PictureReading.Progress progress)
            throws Unreadable, InterruptedException {
        String model = pictures.get().map(Path::toString).orElse("");
        return ask(
                new Wire.Question(file.toString(), name, model, limits, 0), in -> Wire.answered(in, limits, progress));
    }

    /**
     * A page as people see it: of a PDF, or of a file of pictures.
     *
     * @param page 1 …
     * @throws Unreadable if it can't be drawn; {@link Unreadable.Reason#MISSING} if there is no such page
     */
    public DrawnPage draw(Path file, int page) throws Unreadable, InterruptedException {
        return ask(new Wire.Question(file.toString(), "", "", limits, page), Wire::drawn);
    }

    private <T> T ask(Wire.Question question, Answer<T> answer) throws Unreadable, InterruptedException {
        turn.lockInterruptibly();
        try {
            Child used = child;
            boolean fresh = used == null || used.files == 0 || !used.process.isAlive();
            try {
                return attempt(question, answer);
            } catch (Died first) {
                if (fresh && first.code != ReaderMain.RESTED) {
                    throw blamed(first);
                }
                return attempt(question, answer);
            }
        } catch (Died again) {
            throw blamed(again);
        } finally {
            turn.unlock();
        }
    }

    private static Unreadable blamed(Died died) {
        LOG.warn("a file ended the reading process with exit code {}", died.code);
        return new Unreadable(
                died.code == ReaderMain.OUT_OF_MEMORY ? Unreadable.Reason.BOMB : Unreadable.Reason.INTERNAL);
    }

    private <T> T attempt(Wire.Question question, Answer<T> what) throws Unreadable, Died, InterruptedException {
        Child running = running();
        running.files++;
        FutureTask<T> answer = new FutureTask<>(() -> {
            Wire.ask(running.out, question);
            return what.from(running.in);
        });
        Thread.ofPlatform().daemon().name("space-parser").start(answer);
        try {
            return answer.get(
                    limits.time().plus(limits.pictureTime()).plus(START).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            end(running);
            throw new Unreadable(Unreadable.Reason.TOO_SLOW);
        } catch (InterruptedException e) {
            end(running);
            throw e;
        } catch (ExecutionException e) {
            throw failure(running, e.getCause());
        }
    }

    private Unreadable failure(Child running, @Nullable Throwable cause) throws Died, InterruptedException {
        if (cause instanceof Unreadable refused) {
            if (refused.reason() == Unreadable.Reason.TOO_SLOW) {
                // its parser may be at it still
                end(running);
            }
            return refused;
        }
        boolean ended = cause instanceof IOException && running.process.waitFor(1, TimeUnit.SECONDS);
        int code = ended ? running.process.exitValue() : -1;
        end(running);
        if (closed) {
            throw new InterruptedException("the server is stopping");
        }
        throw new Died(code);
    }

    private Child running() {
        Child known = child;
        if (known != null && known.process.isAlive()) {
            return known;
        }
        if (closed) {
            throw new IllegalStateException("the server is stopping");
        }
        try {
            FileSystemUtils.deleteRecursively(folder);
            Files.createDirectories(folder);
            ProcessBuilder builder = new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.DISCARD);
            // no secret of this process is any business of a parser
            builder.environment().keySet().removeIf(key -> !key.equals("LANG") && !key.startsWith("LC_"));
            Child started = new Child(builder.start());
            child = started;
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("the process that reads files can't be started", e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder,
                "-Dpdfbox.fontcache=" + folder,
                "-cp",
                System.getProperty("java.class.path")));
        // inside of one jar that holds the others
        if (String.valueOf(ReaderProcess.class.getResource("ReaderProcess.class"))
                .startsWith("jar:nested:")) {
            command.add("-Dloader.main=" + ReaderMain.class.getName());
            command.add("org.springframework.boot.loader.launch.PropertiesLauncher");
        } else {
            command.add(ReaderMain.class.getName());
        }
        return command;
    }

    private void end(Child running) throws InterruptedException {
        running.process.destroyForcibly();
        running.process.waitFor(1, TimeUnit.SECONDS);
        child = null;
    }

    /** Ends the process, if there is one; a file that is being read is given up. */
    @Override
    public void close() {
        closed = true;
        Child running = child;
        if (running != null) {
            running.process.destroyForcibly();
        }
    }
}
