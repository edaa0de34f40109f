package org.liaoyuan.sound.recognition.whisper;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.liaoyuan.sound.AudioException;

/**
 * whisper.cpp's libraries, out of whisper-jni's jar into a folder of their own, which is removed once they are loaded: the system
 * keeps what is in use.
 */
final class NativeFiles {

    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    /**
     * @param folder in the jar
     * @param ggml which build of the compute library suits this processor
     * @param suffix of libraries on this system
     * @param whisper name of the library
     */
    private record Build(String folder, String ggml, String suffix, String whisper) {}

    private NativeFiles() {}

    /** @throws AudioException if there is none for this machine, or it does not load */
    static SymbolLookup load() {
        Build build = build();
        waitWithoutSpinning();
        try {
            Path folder = Files.createTempDirectory("liaoyuan-whisper-");
            Path ggml = folder.resolve("libggml" + build.suffix());
            Path whisper = folder.resolve(build.whisper());
            try {
                copy("/" + build.folder() + "/" + build.ggml(), ggml);
                copy("/" + build.folder() + "/" + build.whisper(), whisper);
                // libwhisper needs libggml; opened in this order it finds it whatever its own search path says
                SymbolLookup compute = SymbolLookup.libraryLookup(ggml, Arena.global());
                return SymbolLookup.libraryLookup(whisper, Arena.global()).or(compute);
            } finally {
                Files.deleteIfExists(ggml);
                Files.deleteIfExists(whisper);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new AudioException(
                    "the libraries of whisper.cpp could not be unpacked: " + e.getMessage() + "; free space in "
                            + System.getProperty("java.io.tmpdir"),
                    e);
        } catch (IllegalArgumentException e) {
            throw new AudioException(
                    "the libraries of whisper.cpp do not load: " + e.getMessage()
                            + "; on Linux install libgomp1 and libstdc++6",
                    e);
        }
    }

    /**
     * Has OpenMP's threads sleep when they wait for each other, unless the operator decided otherwise. They spin by default, which
     * on a machine that has other work takes the processor from the very thread that they wait for: a clip took two to three times as
     * long. OpenMP reads this once, when it is loaded.
     */
    private static void waitWithoutSpinning() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
        try (Arena arena = Arena.ofConfined()) {
            if (setenv.isPresent()) {
                MethodHandle set = linker.downcallHandle(
                        setenv.get(), FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
                MemorySegment name = arena.allocateFrom("OMP_WAIT_POLICY");
                MemorySegment value = arena.allocateFrom("passive");
                NativeCall.run(() -> {
                    int unused = (int) set.invoke(name, value, 0);
                });
            }
        }
    }

    private static void copy(String resource, Path target) throws IOException {
        try (InputStream in = NativeFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new AudioException(
                        "the program has no " + resource + ": its whisper-jni is of another version than 1.7.1");
            }
            Files.copy(in, target);
        }
    }

    private static Build build() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        boolean intel = processor.equals("amd64") || processor.equals("x86_64");
        if (system.contains("mac") && (arm || intel)) {
            return new Build(arm ? "macos-arm64" : "macos-amd64", "libggml.dylib", ".dylib", "libwhisper.1.dylib");
        }
        if (system.contains("linux") && arm) {
            String ggml = hasAll("asimdhp") ? "libggml+fp16.so" : "libggml+crc.so";
            return new Build("debian-arm64", ggml, ".so", "libwhisper.so.1");
        }
        if (system.contains("linux") && intel) {
            String ggml = hasAll("f16c", "fma", "avx", "avx2") ? "libggml+mf16c+mfma+mavx+mavx2.so" : "libggml.so";
            return new Build("debian-amd64", ggml, ".so", "libwhisper.so.1");
        }
        throw new AudioException("there is no whisper.cpp for " + system + " on " + processor
                + " here: choose another recogniser, such as a remote one");
    }

    /** Whether the processor says so of itself; if it says nothing, the build that runs everywhere is taken. */
    private static boolean hasAll(String... features) {
        try {
            List<String> words = Files.readAllLines(PROCESSOR, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                    .limit(1)
                    .flatMap(line -> List.of(line.split("\\s+")).stream())
                    .toList();
            return words.containsAll(List.of(features));
        } catch (IOException e) {
            return false;
        }
    }
}
