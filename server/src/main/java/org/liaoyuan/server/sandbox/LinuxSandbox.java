package org.liaoyuan.server.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.liaoyuan.server.sandbox.ProgramFailure.Reason;
import tools.jackson.databind.json.JsonMapper;

/** Runs programs by the machine's Python, in a process of their own inside of a {@link Confinement}. */
final class LinuxSandbox {

    private static final String PRELUDE = Guest.resource("machine.py");

    /** What Python takes before it has done anything. */
    private static final int OWN_MEGABYTES = 64;

    private static final Duration TO_READ_THE_REST = Duration.ofSeconds(2);

    private final Path python;
    private final Confinement confinement;
    private final Lane lane;

    LinuxSandbox(Path python, Confinement confinement, Lane lane) {
        this.python = python;
        this.confinement = confinement;
        this.lane = lane;
    }

    /**
     * Runs a program to its end.
     *
     * @throws ProgramFailure if it does not get there
     * @throws InterruptedException if nobody wants it any more; the program has ended by then
     */
    Outcome run(Program program) throws InterruptedException {
        long began = System.nanoTime();
        lane.enter(program.time().dividedBy(2));
        try {
            return ran(program, program.time().minusNanos(System.nanoTime() - began));
        } catch (IOException e) {
            throw new ProgramFailure(Reason.NONE, "no program can be started: " + e.getMessage());
        } finally {
            lane.leave();
        }
    }

    private Outcome ran(Program program, Duration time) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(confinement.command(
                python,
                List.of("-I", "-B", "-X", "utf8", "-c", PRELUDE),
                program.megabytes() + OWN_MEGABYTES,
                time.toSeconds() + 1));
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        Process process = builder.directory(Path.of("/").toFile()).start();
        Output output = new Output();
        FutureTask<Void> given = started(() -> give(program, process.getOutputStream()));
        FutureTask<Void> said = started(() -> {
            process.getErrorStream().transferTo(output);
            return null;
        });
        FutureTask<byte[]> result = started(() -> read(process));
        try {
            if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProgramFailure(
                        Reason.TIME,
                        "the program did not end within " + program.time().toSeconds()
                                + " seconds; have it do less, or raise seconds");
            }
            byte[] bytes = rest(result);
            if (bytes.length > Interpreter.MOST_RESULT) {
                throw ProgramFailure.output(Interpreter.MOST_RESULT);
            }
            rest(said);
            return outcome(program, process.exitValue(), bytes, output);
        } finally {
            given.cancel(true);
            end(process);
            process.waitFor(TO_READ_THE_REST.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** With all that it became: what is killed alone leaves its children to the system. */
    private static void end(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static <T> FutureTask<T> started(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().name("program-stream").start(task);
        return task;
    }

    private static Void give(Program program, OutputStream stdin) throws IOException {
        try (stdin) {
            stdin.write(
                    JsonMapper.shared().writeValueAsBytes(Map.of("code", program.code(), "inputs", program.inputs())));
        }
        return null;
    }

    /** The result's bytes, and one more where there are too many: then nobody waits for the program's end. */
    private static byte[] read(Process process) throws IOException {
        try (InputStream stdout = process.getInputStream()) {
            byte[] bytes = stdout.readNBytes(Interpreter.MOST_RESULT + 64);
            if (bytes.length > Interpreter.MOST_RESULT) {
                end(process);
            }
            return bytes;
        }
    }

    private static <T> T rest(FutureTask<T> stream) throws InterruptedException {
        try {
            return stream.get(TO_READ_THE_REST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new UncheckedIOException(e.getCause() instanceof IOException io ? io : new IOException(e.getCause()));
        } catch (TimeoutException e) {
            throw new ProgramFailure(Reason.CODE, "the program ended, and what it said did not");
        }
    }

    private static Outcome outcome(Program program, int exit, byte[] bytes, Output output) {
        String[] said = new String(bytes, StandardCharsets.UTF_8).split("\n", 2);
        String text = said.length == 2 ? said[1] : "";
        return switch (said[0]) {
            case "result" -> new Outcome(text, output.text());
            case "memory" -> throw ProgramFailure.memory(program.megabytes());
            case "error" -> throw new ProgramFailure(Reason.CODE, "the program failed: " + Hosts.brief(text));
            default ->
                throw new ProgramFailure(
                        Reason.CODE,
                        "the program was ended by the system (" + exit + "): " + Hosts.brief(output.text()));
        };
    }
}
