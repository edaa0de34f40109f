package org.liaoyuan.sound.synthesis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.liaoyuan.sound.AudioException;

/** The 114 phonemes and signs that Kokoro v1.0 knows, and their numbers. */
final class KokoroTokens {

    /** Between the paddings. */
    static final int MOST = 400;

    private static final int PADDING = 0;

    private final Map<Character, Integer> numbers = new HashMap<>();

    private KokoroTokens() {}

    /** Lines of a phoneme and its number. */
    static KokoroTokens load() {
        KokoroTokens tokens = new KokoroTokens();
        try (InputStream in = KokoroTokens.class.getResourceAsStream("kokoro-tokens.txt")) {
            if (in == null) {
                throw new AudioException("kokoro-tokens.txt is not on the class path: the installation is not whole");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> tokens.numbers.put(line.charAt(0), Integer.parseInt(line.substring(2))));
        } catch (IOException e) {
            throw new AudioException("kokoro-tokens.txt can't be read: " + e.getMessage(), e);
        }
        return tokens;
    }

    int size() {
        return numbers.size();
    }

    boolean knows(char phoneme) {
        return numbers.containsKey(phoneme);
    }

    /** The numbers of phonemes, padded on both sides; what the model does not know is left out. */
    long[] of(String phonemes) {
        long[] padded = new long[phonemes.length() + 2];
        int length = 1;
        for (char c : phonemes.toCharArray()) {
            Integer number = numbers.get(c);
            if (number != null) {
                padded[length++] = number;
            }
        }
        padded[length] = PADDING;
        return Arrays.copyOf(padded, length + 1);
    }

    /** Parts of at most {@link #MOST} phonemes, cut at spaces if there are any. */
    static List<String> parts(String phonemes) {
        List<String> parts = new ArrayList<>();
        String rest = phonemes.strip();
        while (rest.length() > MOST) {
            int space = rest.lastIndexOf(' ', MOST);
            int end = space > 0 ? space : MOST;
            parts.add(rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        if (!rest.isEmpty()) {
            parts.add(rest);
        }
        return parts;
    }
}
