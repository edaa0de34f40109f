package org.liaoyuan.engine.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.Deque;
import org.liaoyuan.engine.EngineException;

/** Keeps llama.cpp's last error lines, to put into our messages, and drops everything else it prints. */
final class LlamaLog {

    private static final int ERROR_LEVEL = 4;
    private static final int LINES = 4;
    private static final int LINE_BYTES = 1000;
    private static final Deque<String> ERRORS = new ArrayDeque<>();

    private LlamaLog() {}

    /** A C function pointer for llama_log_set; lives as long as the process. */
    static MemorySegment callback() {
        try {
            MethodHandle receive = MethodHandles.lookup()
                    .findStatic(
                            LlamaLog.class,
                            "receive",
                            MethodType.methodType(void.class, int.class, MemorySegment.class, MemorySegment.class));
            return Linker.nativeLinker()
                    .upcallStub(receive, FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS), Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new EngineException("the log callback could not be bound", e);
        }
    }

    /** Called from native threads: an exception here would end the process. */
    @SuppressWarnings("UnusedMethod")
    private static void receive(int level, MemorySegment text, MemorySegment data) {
        if (level != ERROR_LEVEL) {
            return;
        }
        try {
            String line = text.reinterpret(LINE_BYTES).getString(0).strip();
            synchronized (ERRORS) {
                if (ERRORS.size() == LINES) {
                    ERRORS.removeFirst();
                }
                ERRORS.addLast(line);
            }
        } catch (RuntimeException longerThanTheBound) {
            // the line is lost, the process is not
        }
    }

    /** The last error lines, and forgets them. */
    static String drain() {
        synchronized (ERRORS) {
            String text = String.join("; ", ERRORS);
            ERRORS.clear();
            return text.isEmpty() ? "llama.cpp gave no reason" : text;
        }
    }
}
