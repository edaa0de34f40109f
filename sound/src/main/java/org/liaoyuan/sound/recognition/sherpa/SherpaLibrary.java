package org.liaoyuan.sound.recognition.sherpa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.io.WheelMember;

/** The libraries in the wheel of sherpa-onnx-core, one wheel for each platform. */
public final class SherpaLibrary {

    private static final String INSIDE = "sherpa_onnx/lib/";
    private static final int MOST = 256 << 20;

    private SherpaLibrary() {}

    /** The library in a folder that {@link #unpack} made; it may be absent. */
    public static Path in(Path folder) {
        return folder.resolve(names().getLast());
    }

    /**
     * Unpacks what is needed, in a folder beside that gets its name at the end: half of it is never used.
     *
     * @param wheel sherpa-onnx-core 2.0.1 for this platform
     * @param folder is made
     * @throws AudioException if the wheel has no library for this platform, or is broken
     */
    public static void unpack(Path wheel, Path folder) {
        String needed = "the wheel of sherpa-onnx-core for " + System.getProperty("os.name") + " on "
                + System.getProperty("os.arch") + " is needed";
        try {
            Path fresh = Files.createTempDirectory(folder.toAbsolutePath().getParent(), "sherpa-onnx");
            try (ZipFile zip = new ZipFile(wheel.toFile())) {
                for (String name : names()) {
                    WheelMember.copy(zip, INSIDE, name, fresh.resolve(name), MOST, needed);
                }
                Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                delete(fresh); // somebody else was sooner
            } catch (IOException | RuntimeException e) {
                delete(fresh);
                throw e;
            }
        } catch (IOException e) {
            throw new AudioException(
                    "the libraries in " + wheel + " can't be unpacked to " + folder + " (" + e + "): fetch it again",
                    e);
        }
    }

    /** ONNX Runtime, then what calls it. */
    private static List<String> names() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("win")) {
            return List.of("onnxruntime.dll", "sherpa-onnx-c-api.dll");
        }
        return system.contains("mac")
                ? List.of("libonnxruntime.dylib", "libsherpa-onnx-c-api.dylib")
                : List.of("libonnxruntime.so", "libsherpa-onnx-c-api.so");
    }

    /** A folder with the files in it. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            folder.toFile().deleteOnExit(); // Windows keeps what a process that is ending still has open
        }
    }
}
