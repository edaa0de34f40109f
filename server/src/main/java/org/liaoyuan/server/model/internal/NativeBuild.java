package org.liaoyuan.server.model.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.PullException;

/**
 * llama.cpp compiled on this machine for its own processor: the source package, pinned by its hash, goes through pip, which
 * brings cmake and ninja itself; a C++ compiler must be here. The prebuilt library is compiled for classes of processors
 * and reads prompts a few percent to a quarter slower.
 *
 * <p>The result runs on processors like this one only: its folder bears the processor's features, and a data folder that
 * moves to another machine falls back to the prebuilt library there.
 */
final class NativeBuild {

    private static final String PACKAGE = "llama-cpp-python==0.3.36"
            + " --hash=sha256:832db0699007f1be95a7e41ef12e88926b02ba836461e36a36372db2760c1a2e\n";
    private static final String LLAMA_VERSION = "0.5.0";

    private final Home home;
    private final PackageClient client = new PackageClient(
            Map.of(
                    "CMAKE_ARGS",
                    "-DGGML_NATIVE=ON -DLLAMA_CURL=OFF -DLLAMA_OPENSSL=OFF -DLLAVA_BUILD=OFF -DMTMD_BUILD=OFF -DLLAMA_BUILD_TOOLS=OFF"));

    NativeBuild(Home home) {
        this.home = home;
    }

    /** Where the library for this processor is, or would be. */
    Path folder() {
        return home.natives().resolve(LLAMA_VERSION + "-built-" + processor());
    }

    /** Compiles it; takes minutes. */
    void build(Runnable tick) throws InterruptedException {
        Path scratch = home.natives().resolve("build.tmp");
        try {
            if (Files.exists(scratch)) {
                PackageFetch.deleteRecursively(scratch);
            }
            Files.createDirectory(scratch);
            Files.writeString(scratch.resolve("package.txt"), PACKAGE);
            client.run(
                    scratch,
                    List.of(
                            PackageFetch.python(),
                            "-m",
                            "pip",
                            "wheel",
                            "--quiet",
                            "--disable-pip-version-check",
                            "--no-deps",
                            "--no-cache-dir",
                            "--no-binary=llama-cpp-python",
                            "--require-hashes",
                            "--requirement",
                            scratch.resolve("package.txt").toString(),
                            "--wheel-dir",
                            scratch.toString()),
                    tick);
            unpack(PackageFetch.onlyFile(scratch, ".whl"), scratch.resolve("library"));
            Files.move(scratch.resolve("library"), folder(), StandardCopyOption.ATOMIC_MOVE);
            PackageFetch.deleteRecursively(scratch);
        } catch (IOException e) {
            throw new PullException("llama.cpp could not be compiled here: " + e.getMessage()
                    + "; a C++ compiler is needed (Debian: apt-get install g++). What it said is in "
                    + scratch.resolve("client.log") + ". The prebuilt library stays in use.");
        }
    }

    private static void unpack(Path wheel, Path folder) throws IOException {
        Files.createDirectory(folder);
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                Path name = Path.of(entry.getName());
                if (entry.getName().startsWith("llama_cpp/lib/") && name.getNameCount() == 3) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, folder.resolve(name.getFileName().toString()));
                    }
                }
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.noneMatch(f -> f.getFileName().toString().contains("llama"))) {
                throw new IOException("the wheel " + wheel.getFileName() + " holds no library");
            }
        }
    }

    /** Sixteen hexadecimal digits of the processor's features. */
    private static String processor() {
        String features = System.getProperty("os.arch", "");
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            features += lines.filter(
                            l -> l.startsWith("flags") || l.startsWith("model name") || l.startsWith("Features"))
                    .distinct()
                    .reduce("", String::concat);
        } catch (IOException notLinux) {
            // the architecture must do
        }
        return UUID.nameUUIDFromBytes(features.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, 16);
    }
}
