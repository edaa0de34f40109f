package org.liaoyuan.sound.recognition.sherpa;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.recognition.sherpa.worker.Heard;
import org.liaoyuan.sound.recognition.sherpa.worker.Worker;

/**
 * The process in which the library runs: a JVM with the classes of {@link Worker} alone, which ends when this one does, since its
 * input ends then. It gets no more of the environment than it needs. Used by one thread.
 */
final class SherpaProcess implements AutoCloseable {

    private static final long LOAD_SECONDS = 100;
    private static final long CALL_SECONDS = 100;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final int LAST_LINES = 6;
    private static final int LONGEST_LINE = 400;
    private static final Set<String> ENVIRONMENT =
            Set.of("PATH", "LANG", "LC_ALL", "HOME", "TMP", "TEMP", "TMPDIR", "SystemRoot", "LD_LIBRARY_PATH");

    /** An answer; null instead of what was heard says that the model is loaded. */
    private record Answer(long number, @Nullable Heard heard) {}

    private final String model;
    private final Path folder;
    private final Process process;
    private final DataOutputStream requests;
    private final BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(4);
    private final Deque<String> complaints = new ArrayDeque<>();
    private final Thread complaining;
    private long asked;
    private long answered;

    /**
     * Starts it, and waits until the model is loaded.
     *
     * @param model for messages
     * @throws AudioException with the library's own words if the model or the library does not load
     */
    SherpaProcess(String model, Path library, boolean offline, Map<String, String> settings) {
        this.model = model;
        try {
            this.folder = Files.createTempDirectory("sherpa");
            try {
                copyClasses();
                this.process = start();
            } catch (IOException | RuntimeException e) {
                SherpaLibrary.delete(folder);
                throw e;
            }
        } catch (IOException e) {
            throw new AudioException("the process for the model " + model + " can't be started: " + e, e);
        }
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.complaining = Thread.ofVirtual().name("sherpa-complaints").start(this::readComplaints);
        Thread.ofVirtual().name("sherpa-answers").start(this::readAnswers);
        try {
            requests.writeUTF(library.toAbsolutePath().toString());
            requests.writeBoolean(offline);
            write(settings);
            requests.flush();
            next(LOAD_SECONDS, () -> false, "load");
        } catch (IOException e) {
            AudioException died = died("did not load", e);
            close();
            throw died;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void copyClasses() throws IOException {
        for (Class<?> type : Worker.classes()) {
            String name = type.getName().replace('.', '/') + ".class";
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
                if (in == null) {
                    throw new IOException("the program is incomplete: " + name + " is missing in its jar");
                }
                Files.copy(in, file);
            }
        }
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + folder.resolve("crash.log"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        folder.toString(),
                        Worker.class.getName()))
                .directory(folder.toFile());
        builder.environment().keySet().retainAll(ENVIRONMENT);
        return builder.start();
    }

    /**
     * @param changed settings of this call alone
     * @param samples at 16 kHz
     * @param cancelled ends the waiting, not the work: the next call waits for that
     * @return empty if it was cancelled
     * @throws AudioException if the process ended or is too slow; it is of no use then
     */
    @Nullable
    Heard hear(Map<String, String> changed, float[] samples, BooleanSupplier cancelled) {
        // while it works it reads nothing, and writing to it would wait without end
        while (answered < asked) {
            if (next(CALL_SECONDS, cancelled, "answer") == null) {
                return null;
            }
        }
        try {
            requests.writeLong(++asked);
            write(changed);
            requests.writeInt(samples.length);
            for (float sample : samples) {
                requests.writeFloat(sample);
            }
            requests.flush();
        } catch (IOException e) {
            throw died("ended", e);
        }
        Answer answer = next(CALL_SECONDS, cancelled, "answer");
        return answer == null ? null : answer.heard();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private void write(Map<String, String> settings) throws IOException {
        requests.writeInt(settings.size());
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            requests.writeUTF(setting.getKey());
            requests.writeUTF(setting.getValue());
        }
    }

    /** The next answer; null if it was cancelled before. */
    private @Nullable Answer next(long seconds, BooleanSupplier cancelled, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try {
            while (System.nanoTime() < end) {
                Answer answer = answers.poll(20, TimeUnit.MILLISECONDS);
                if (answer != null) {
                    answered = answer.number();
                    return answer;
                }
                if (!process.isAlive() && answers.isEmpty()) {
                    throw died("did not " + what, null);
                }
                if (cancelled.getAsBoolean()) {
                    return null;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AudioException("interrupted while the model " + model + " had to " + what, e);
        }
        close();
        throw new AudioException("the model " + model + " did not " + what + " within " + seconds
                + " s: it is too large for this machine, or the machine too busy");
    }

    private AudioException died(String what, @Nullable Exception cause) {
        try {
            complaining.join(LAST_WORDS); // which end when it does
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String words;
        synchronized (complaints) {
            words = String.join(" | ", complaints);
        }
        return new AudioException(
                "the model " + model + " " + what + ": sherpa-onnx ended"
                        + (words.isEmpty() ? "" : ", and said: " + words)
                        + ". Get the model's files again, or another model",
                cause == null ? new IOException("the process ended") : cause);
    }

    private void readAnswers() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            if (in.readInt() != Worker.READY) {
                throw new IOException("what came is no answer");
            }
            answers.put(new Answer(0, null));
            while (true) {
                answers.put(new Answer(in.readLong(), Heard.read(in)));
            }
        } catch (IOException e) {
            endUnlessEnded();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that says what can't be understood is ended. One that ends is left alone: ending it would lose its last words. */
    private void endUnlessEnded() {
        try {
            if (!process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readComplaints() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> {
                synchronized (complaints) {
                    complaints.add(line.substring(0, Math.min(line.length(), LONGEST_LINE)));
                    if (complaints.size() > LAST_LINES) {
                        complaints.remove();
                    }
                }
            });
        } catch (IOException | UncheckedIOException e) {
            // it has ended
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        SherpaLibrary.delete(folder);
    }
}
