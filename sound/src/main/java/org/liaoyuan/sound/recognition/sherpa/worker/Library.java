package org.liaoyuan.sound.recognition.sherpa.worker;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Functions of sherpa-onnx's library. */
final class Library {

    /** The version whose structs {@link Layouts} has. */
    static final String VERSION = "2.0.1";

    private final SymbolLookup symbols;

    /** @throws IllegalStateException if it does not load here, or is of another version */
    Library(Path file) {
        try {
            loadBeside(file);
            symbols = SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the library " + file + " does not load on this machine", e);
        }
        MemorySegment name = (MemorySegment) call(function("GetVersionStr", ADDRESS));
        String found = text(name);
        if (!found.equals(VERSION)) {
            throw new IllegalStateException("the library " + file + " is sherpa-onnx " + found + ", and " + VERSION
                    + " is needed: delete its folder, and it is fetched again");
        }
    }

    /** Its own ONNX Runtime, before the system finds another one of that name: Windows has one. */
    private static void loadBeside(Path file) {
        for (String name : List.of("libonnxruntime.so", "libonnxruntime.dylib", "onnxruntime.dll")) {
            Path other = file.resolveSibling(name);
            if (Files.exists(other)) {
                var unused = SymbolLookup.libraryLookup(other, Arena.global());
            }
        }
    }

    /** A function that gives something back. @param name without the first part that all have */
    MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return Linker.nativeLinker().downcallHandle(symbol(name), FunctionDescriptor.of(result, arguments));
    }

    /** A function that gives nothing back. */
    MethodHandle procedure(String name, MemoryLayout... arguments) {
        return Linker.nativeLinker().downcallHandle(symbol(name), FunctionDescriptor.ofVoid(arguments));
    }

    private MemorySegment symbol(String name) {
        return symbols.find("SherpaOnnx" + name)
                .orElseThrow(() -> new IllegalStateException("the library has no function SherpaOnnx" + name));
    }

    static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(Arrays.asList(arguments));
        } catch (Throwable e) {
            throw new IllegalStateException("a native call failed", e);
        }
    }

    /** A text of C; empty for none. */
    static String text(MemorySegment pointer) {
        return pointer.address() == 0
                ? ""
                : pointer.reinterpret(Integer.MAX_VALUE).getString(0);
    }

    /** Numbers that a pointer leads to; none if it leads nowhere. */
    static float[] numbers(MemorySegment pointer, int count) {
        return pointer.address() == 0
                ? new float[0]
                : pointer.reinterpret((long) count * Float.BYTES).toArray(ValueLayout.JAVA_FLOAT);
    }
}
