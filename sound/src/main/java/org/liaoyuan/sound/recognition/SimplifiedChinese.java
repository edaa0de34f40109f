package org.liaoyuan.sound.recognition;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Traditional characters as simplified ones: by OpenCC's table, the longest phrase first (乾坤 keeps its 乾, 乾燥 becomes 干燥).
 * Whisper writes Chinese in either, whatever was asked of it.
 */
public final class SimplifiedChinese {

    private static final String TABLE = "simplified.txt";
    private static final String LATIN = ",;:!?.";
    private static final String CHINESE = "，；：！？。";
    private static final Map<String, String> SIMPLIFIED = read();
    private static final int LONGEST =
            SIMPLIFIED.keySet().stream().mapToInt(String::length).max().orElse(1);

    private SimplifiedChinese() {}

    private static Map<String, String> read() {
        Map<String, String> table = new HashMap<>();
        try (InputStream in = SimplifiedChinese.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: " + TABLE + " is missing in its jar");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int tab = line.indexOf('\t');
                table.put(line.substring(0, tab), line.substring(tab + 1));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    /** The same text in simplified characters; others stay as they are. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            at += next(text, at, out);
        }
        return out.toString();
    }

    /** Commas and other marks behind a Chinese character as Chinese writes them; Whisper takes now these and now those. */
    public static String punctuated(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int mark = LATIN.indexOf(c);
            boolean chinese = !out.isEmpty()
                    && Character.UnicodeScript.of(out.codePointBefore(out.length())) == Character.UnicodeScript.HAN;
            out.append(mark >= 0 && chinese ? CHINESE.charAt(mark) : c);
        }
        return out.toString();
    }

    /** @return how many chars of the text were taken */
    private static int next(String text, int at, StringBuilder out) {
        for (int length = Math.min(LONGEST, text.length() - at); length > 0; length--) {
            String found = SIMPLIFIED.get(text.substring(at, at + length));
            if (found != null) {
                out.append(found);
                return length;
            }
        }
        out.append(text.charAt(at));
        return 1;
    }
}
