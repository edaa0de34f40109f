package org.liaoyuan.server.sandbox;

import com.dylibso.chicory.wasm.ChicoryException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.liaoyuan.server.sandbox.ProgramFailure.Reason;

/**
 * Runs programs in WebAssembly, inside of this process. An instance sees its own memory and the few functions it is handed; what it
 * computes can't be an address, a class or a system call of ours.
 *
 * <p>Each program has an instance and a thread of its own, and a turn in the {@link Lane} until that thread has ended, whatever
 * becomes of whoever waits for it: so there are never more than the lane allows. The machine code that Chicory made looks at each
 * call and each jump backwards whether its thread is interrupted: that ends any program.
 */
final class WasmSandbox {

    /** Of a program's thread: an interpreter in a program in an interpreter takes deep calls. Taken as far as it is used. */
    private static final long STACK = 32L * 1024 * 1024;

    /** A compiled instance notices an interrupt at once; what still runs by then keeps its turn. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Lane lane;
    private final Map<Interpreter, FutureTask<String>> prepared = new ConcurrentHashMap<>();

    WasmSandbox(Lane lane) {
        this.lane = lane;
    }

    /**
     * Runs a program to its end.
     *
     * @throws ProgramFailure if it does not get there
     * @throws InterruptedException if nobody wants it any more; the program has ended by then
     */
    Outcome run(Interpreter interpreter, Program program) throws InterruptedException {
        prepare(interpreter);
        long began = System.nanoTime();
        lane.enter(program.time().dividedBy(2));
        Duration waited = Duration.ofNanos(System.nanoTime() - began);
        Output output = new Output();
        AtomicBoolean isOver = new AtomicBoolean();
        FutureTask<Outcome> task =
                new FutureTask<>(() -> new Outcome(guarded(interpreter, program, output, isOver), output.text()));
        Thread thread = thread(task);
        try {
            return task.get(program.time().minus(waited).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw time(program, waited);
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            isOver.set(true);
            thread.interrupt();
            joined(thread);
        }
    }

    /**
     * Runs the first program of an interpreter, for nobody: it loads its classes, which takes a second that is nobody's, and has to be
     * over before a program runs its thread out of stack: a class whose initialiser that hits could never be used again.
     */
    private void prepare(Interpreter interpreter) throws InterruptedException {
        FutureTask<String> first = prepared.computeIfAbsent(interpreter, unused -> {
            FutureTask<String> task = new FutureTask<>(() -> interpreter.run(interpreter.first(), new Output()));
            Thread thread = new Thread(null, task, "program", STACK);
            thread.setDaemon(true);
            thread.start();
            return task;
        });
        try {
            first.get();
        } catch (ExecutionException e) {
            prepared.remove(interpreter, first);
            throw new IllegalStateException("an interpreter does not run", e.getCause());
        }
    }

    private Thread thread(FutureTask<?> task) {
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        task.run();
                    } finally {
                        lane.leave();
                    }
                },
                "program",
                STACK);
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            lane.leave();
            throw new ProgramFailure(Reason.BUSY, "no thread is left for a program; try again later");
        }
        return thread;
    }

    private static String guarded(Interpreter interpreter, Program program, Output output, AtomicBoolean isOver) {
        try {
            return interpreter.run(program, output);
        } catch (StackOverflowError e) {
            throw recursion();
        } catch (OutOfMemoryError e) {
            throw ProgramFailure.memory(program.megabytes());
        } catch (ProgramFailure e) {
            throw e;
        } catch (ChicoryException e) {
            if (String.valueOf(e.getMessage()).contains("call stack exhausted")) {
                throw recursion();
            }
            throw broken(isOver);
        } catch (RuntimeException e) {
            throw broken(isOver);
        }
    }

    /** The instance trapped, which is its end and nobody else's. */
    private static ProgramFailure broken(AtomicBoolean isOver) {
        return new ProgramFailure(
                Reason.CODE,
                isOver.get() ? "the program was ended" : "the program broke its interpreter, and was ended");
    }

    private static ProgramFailure recursion() {
        return new ProgramFailure(
                Reason.CODE, "the program failed: its functions call one another too deeply; use a loop instead");
    }

    private static ProgramFailure time(Program program, Duration waited) {
        if (waited.compareTo(program.time().dividedBy(4)) > 0) {
            return new ProgramFailure(Reason.BUSY, "it waited for other programs, and had not enough time left");
        }
        return new ProgramFailure(
                Reason.TIME,
                "the program did not end within " + program.time().toSeconds()
                        + " seconds; have it do less, or raise seconds");
    }

    private static RuntimeException cause(ExecutionException e) {
        return e.getCause() instanceof ProgramFailure failure
                ? failure
                : new IllegalStateException("a program's thread failed", e.getCause());
    }

    /** Whoever is told that it is over finds it over. */
    private static void joined(Thread thread) {
        boolean isInterrupted = Thread.interrupted();
        try {
            thread.join(GRACE);
        } catch (InterruptedException again) {
            isInterrupted = true;
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
