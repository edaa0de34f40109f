package org.liaoyuan.server.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.sound.AudioException;
import org.springframework.util.FileSystemUtils;

/** The program, unpacked once from the dependency that brings it. */
final class FfmpegProgram {

    /** Of the dependency; a test compares it with the program's own word. */
    static final String VERSION = "8.1.2";

    private static final List<String> FILES = List.of(
            "ffmpeg",
            "libavcodec.so.62",
            "libavdevice.so.62",
            "libavfilter.so.11",
            "libavformat.so.62",
            "libavutil.so.60",
            "libdrm.so.2",
            "libswresample.so.6",
            "libswscale.so.9",
            "libva.so.2",
            "libva-drm.so.2");

    private static final long KILOBYTES = 3_000_000;

    private final Path natives;

    FfmpegProgram(Home home) {
        this.natives = home.natives();
    }

    /** Whether this build has it for this system. */
    static boolean isForThisSystem() {
        return resource("ffmpeg").isPresent();
    }

    private static Optional<java.net.URL> resource(String file) {
        return Optional.ofNullable(FfmpegProgram.class.getResource("/org/bytedeco/ffmpeg/" + platform() + "/" + file));
    }

    private static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "macosx" : os.contains("win") ? "windows" : "linux";
        return system + "-" + (System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "x86_64");
    }

    /**
     * A command that runs it.
     *
     * @param arguments its own
     * @param seconds of processor time, after which the kernel ends it
     * @throws AudioException if this build has none for this system
     */
    ProcessBuilder command(List<String> arguments, long seconds) throws IOException {
        Path folder = unpack();
        List<String> words = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "ulimit -c 0; ulimit -v " + KILOBYTES + "; ulimit -t " + seconds + "; exec \"$@\"",
                "sh"));
        words.add(folder.resolve("ffmpeg").toString());
        words.addAll(List.of("-hide_banner", "-nostdin", "-nostats", "-loglevel", "error"));
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("LD_LIBRARY_PATH", folder.toString());
        return builder;
    }

    /** Of one at a time: who reads and who writes both come here first. */
    private Path unpack() throws IOException {
        synchronized (FfmpegProgram.class) {
            return unpacked();
        }
    }

    private Path unpacked() throws IOException {
        Path folder = natives.resolve("ffmpeg-" + VERSION + "-" + platform());
        if (Files.isDirectory(folder)) {
            return folder;
        }
        if (!isForThisSystem()) {
            throw new AudioException("this build reads and writes no other sound files than WAV and Opus on "
                    + platform() + ": convert the file to WAV, or ask for opus, wav or pcm");
        }
        Path fresh = natives.resolve("ffmpeg.new");
        FileSystemUtils.deleteRecursively(fresh); // what a kill left half-made
        Files.createDirectory(fresh);
        for (String file : FILES) {
            try (InputStream in = resource(file)
                    .orElseThrow(() -> new IOException("the build has no " + file))
                    .openStream()) {
                Files.copy(in, fresh.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.setPosixFilePermissions(fresh.resolve("ffmpeg"), PosixFilePermissions.fromString("rwxr-xr-x"));
        return Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    }
}
