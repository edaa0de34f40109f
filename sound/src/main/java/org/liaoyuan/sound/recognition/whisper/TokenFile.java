package org.liaoyuan.sound.recognition.whisper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.liaoyuan.sound.AudioException;

/**
 * Whisper's vocabulary in tiktoken's form: a line for each token, its bytes in Base64, a blank, and its rank, which must count
 * up from 0.
 */
final class TokenFile {

    private static final long LARGEST_FILE = 8L << 20;
    private static final int MOST_TOKENS = 1 << 17;
    private static final int LONGEST_TOKEN = 256;

    private TokenFile() {}

    /**
     * The bytes of each token, by its number.
     *
     * @throws AudioException if a line is anything else than described
     * @throws IOException if it can't be read
     */
    static List<byte[]> read(Path path) throws IOException {
        if (Files.size(path) > LARGEST_FILE) {
            throw refused(path, "has " + Files.size(path) + " bytes, and at most " + LARGEST_FILE + " are read");
        }
        try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
            return read(path, lines);
        }
    }

    /** That of the multilingual models, which comes with this library. */
    static List<byte[]> multilingual() throws IOException {
        String name = "multilingual.tiktoken";
        InputStream in = Objects.requireNonNull(TokenFile.class.getResourceAsStream(name), name);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1))) {
            return read(name, lines);
        }
    }

    private static List<byte[]> read(Object path, BufferedReader lines) throws IOException {
        List<byte[]> tokens = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isEmpty()) {
                tokens.add(token(path, line, tokens.size()));
            }
        }
        if (tokens.isEmpty()) {
            throw refused(path, "holds no token");
        }
        return tokens;
    }

    private static byte[] token(Object path, String line, int rank) {
        int blank = line.indexOf(' ');
        if (blank < 1 || !line.substring(blank + 1).equals(Integer.toString(rank)) || rank >= MOST_TOKENS) {
            throw refused(path, "does not say token " + rank + " in its line " + (rank + 1));
        }
        if (blank == 1 && line.charAt(0) == '=') {
            return new byte[0]; // how the last word, which is empty, is written
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(line.substring(0, blank));
        } catch (IllegalArgumentException e) {
            throw refused(path, "has no Base64 in its line " + (rank + 1));
        }
        if (bytes.length > LONGEST_TOKEN) {
            throw refused(path, "has a token of " + bytes.length + " bytes in its line " + (rank + 1));
        }
        return bytes;
    }

    private static AudioException refused(Object path, String why) {
        return new AudioException(path + " " + why + ": fetch the vocabulary again");
    }
}
