package org.liaoyuan.sound.synthesis.pinyin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.liaoyuan.sound.AudioException;

/** Dictionaries on the class path. */
final class Resources {

    private Resources() {}

    static void lines(String name, Consumer<String> reader) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AudioException(name + " is not on the class path: the installation is not whole");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.accept(line);
            }
        } catch (IOException e) {
            throw new AudioException(name + " can't be read: " + e.getMessage(), e);
        }
    }
}
