package org.liaoyuan.server.sandbox;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** An instance, and texts in its memory. What it says of its memory is its word only: each access is checked against the memory's end. */
final class Guest {

    private static final int PAGES_OF_MEGABYTE = 16;

    private final Instance instance;
    private final Map<String, ExportFunction> functions = new HashMap<>();

    Guest(Instance instance) {
        this.instance = instance;
    }

    /** From what the module wants at least. */
    static MemoryLimits limits(WasmModule module, int megabytes) {
        int least = module.memorySection().orElseThrow().getMemory(0).limits().initialPages();
        return new MemoryLimits(least, Math.max(least, megabytes * PAGES_OF_MEGABYTE));
    }

    /** What is run first in each instance. */
    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Guest.class.getResourceAsStream("/sandbox/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a function gives; 0 for nothing. */
    int call(String function, int... arguments) {
        long[] wide = new long[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            wide[i] = arguments[i];
        }
        long[] result = functions.computeIfAbsent(function, instance::export).apply(wide);
        return result == null || result.length == 0 ? 0 : (int) result[0];
    }

    Memory memory() {
        return instance.memory();
    }

    /**
     * Puts bytes into memory that the guest's {@code allocate} gives, with a zero behind them.
     *
     * @throws OutOfMemoryError if there is none
     */
    int put(byte[] bytes, String allocate) {
        int at = call(allocate, bytes.length + 1);
        if (at == 0) {
            throw new OutOfMemoryError("guest");
        }
        memory().write(at, bytes);
        memory().writeByte(at + bytes.length, (byte) 0);
        return at;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** @throws ProgramFailure if it is longer than that */
    static String text(Memory memory, int at, int length, int most) {
        if (length < 0 || length > most) {
            throw ProgramFailure.output(most);
        }
        return new String(memory.readBytes(at, length), StandardCharsets.UTF_8);
    }

    /** The beginning of a message, which may be long. */
    static String beginning(Memory memory, int at, int length) {
        return new String(memory.readBytes(at, Math.clamp(length, 0, Hosts.MOST_MESSAGE)), StandardCharsets.UTF_8);
    }
}
