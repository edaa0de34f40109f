package org.liaoyuan.engine.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.EngineException;

/**
 * The llama.cpp libraries, loaded once for the process. The version is compared before any struct is passed: struct layouts
 * differ between versions, and a wrong one corrupts memory.
 */
public final class LlamaLibrary {

    /** The llama.cpp version whose structs {@link Layouts} holds. */
    public static final String VERSION = "0.5.0";

    private static @Nullable LlamaLibrary loaded;

    private final Path folder;
    private final Functions functions;
    private final MemorySegment threadpoolNew;
    private final MemorySegment threadpoolFree;

    private LlamaLibrary(Path folder) {
        this.folder = folder;
        SymbolLookup symbols = open(folder);
        this.functions = new Functions(symbols);
        try (Arena arena = Arena.ofConfined()) {
            checkVersion();
            NativeCall.run(() -> functions.logSet.invoke(LlamaLog.callback(), MemorySegment.NULL));
            NativeCall.run(() -> functions.backendInit.invoke());
            // picks the CPU build with the highest score on this processor, and any GPU back end that loads
            NativeCall.run(() -> functions.backendLoadAll.invoke(arena.allocateFrom(folder.toString())));
            MemorySegment cpu =
                    NativeCall.call(() -> (MemorySegment) functions.backendRegByName.invoke(arena.allocateFrom("CPU")));
            if (cpu.equals(MemorySegment.NULL)) {
                throw new EngineException("no CPU build among the libraries in " + folder
                        + " runs on this processor; expected libggml-cpu-*.so there: fetch the native library again");
            }
            threadpoolNew = address(arena, cpu, "ggml_threadpool_new");
            threadpoolFree = address(arena, cpu, "ggml_threadpool_free");
        }
    }

    /**
     * @param folder holds libllama and libggml
     * @throws EngineException if they are missing, do not load, or are of another version, or if this process has already
     *     loaded them from another folder
     */
    public static synchronized LlamaLibrary load(Path folder) {
        Path wanted = real(folder);
        LlamaLibrary current = loaded;
        if (current == null) {
            current = new LlamaLibrary(wanted);
            loaded = current;
        } else if (!current.folder.equals(wanted)) {
            throw new EngineException("llama.cpp is loaded from " + current.folder + " already; a process can't load a"
                    + " second one from " + wanted);
        }
        return current;
    }

    /** By whatever links it was named. */
    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException missing) {
            return folder.toAbsolutePath().normalize(); // what is missing is said by what looks for it
        }
    }

    Functions functions() {
        return functions;
    }

    /** A pool of compute threads that stays alive between batches; freed with {@link #freeThreadpool}. */
    MemorySegment newThreadpool(int threads) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment params = arena.allocate(Layouts.THREADPOOL_PARAMS.byteSize(), 8);
            NativeCall.run(() -> functions.threadpoolParamsInit.invoke(params, threads));
            return NativeCall.call(
                    () -> (MemorySegment) Functions.at(threadpoolNew, FunctionDescriptor.of(ADDRESS, ADDRESS))
                            .invoke(params));
        }
    }

    void freeThreadpool(MemorySegment pool) {
        NativeCall.run(() ->
                Functions.at(threadpoolFree, FunctionDescriptor.ofVoid(ADDRESS)).invoke(pool));
    }

    private MemorySegment address(Arena arena, MemorySegment registry, String name) {
        MemorySegment found = NativeCall.call(
                () -> (MemorySegment) functions.backendRegProcAddress.invoke(registry, arena.allocateFrom(name)));
        if (found.equals(MemorySegment.NULL)) {
            throw new EngineException(
                    "the CPU library in " + folder + " has no " + name + "; expected llama.cpp " + VERSION);
        }
        return found;
    }

    private void checkVersion() {
        MemorySegment text = NativeCall.call(() -> (MemorySegment) functions.version.invoke());
        String found = text.reinterpret(64).getString(0);
        if (!found.equals(VERSION) && !found.startsWith(VERSION + "-") && !found.startsWith("v" + VERSION)) {
            throw new EngineException(
                    "the llama.cpp library in " + folder + " is version " + found + ", but this engine" + " binds "
                            + VERSION + ": fetch the matching one, or point LIAOYUAN_LLAMA_LIB at it");
        }
    }

    /** libllama needs the two others; opened in this order each finds what it needs whatever its own search path says. */
    private static SymbolLookup open(Path folder) {
        SymbolLookup symbols = name -> java.util.Optional.empty();
        for (String stem : List.of("ggml-base", "ggml", "llama")) {
            Path file = find(folder, stem);
            try {
                symbols = SymbolLookup.libraryLookup(file, Arena.global()).or(symbols);
            } catch (IllegalArgumentException e) {
                throw new EngineException("the native library " + file + " does not load: " + e.getMessage(), e);
            }
        }
        return symbols;
    }

    private static Path find(Path folder, String stem) {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String prefix = os.contains("win") ? stem : "lib" + stem;
        String suffix = os.contains("win") ? ".dll" : os.contains("mac") ? ".dylib" : ".so";
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> {
                        String name = f.getFileName().toString();
                        // libggml.so and libggml.v0.5.0.so, but not libggml-cpu-haswell.so
                        return name.startsWith(prefix + ".") && name.endsWith(suffix);
                    })
                    .findFirst()
                    .orElseThrow(() -> new EngineException("no " + prefix + suffix + " in " + folder
                            + ": the native library is incomplete; fetch it again"));
        } catch (IOException e) {
            throw new EngineException("the folder of the native library can't be read: " + folder, e);
        }
    }
}
