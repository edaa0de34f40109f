package org.liaoyuan.sound.synthesis;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.liaoyuan.sound.AudioException;

/**
 * The voices of Kokoro, out of the package of kokoro-js: of each 510 style vectors of 256 numbers, one for each number of tokens.
 */
final class KokoroVoices {

    static final int ROWS = 510;
    static final int WIDTH = 256;
    private static final int BYTES = ROWS * WIDTH * Float.BYTES;
    private static final int MOST_VOICES = 200;
    /** Behind it a style says how a voice moves: length, pitch and strength of sounds. Before it, what it sounds like. */
    private static final int TIMBRE = WIDTH / 2;

    /**
     * Voices that sound well and move badly are lent how another one moves. The tones of {@code zf_xiaoni} fall where they should rise:
     * of 106 characters Whisper base misunderstood 55, and moved as {@code zf_xiaoyi} 13. Of 324 others it was 30, and 39 moved as
     * {@code zf_xiaoxiao}.
     */
    private static final Map<String, String> MOVED_AS = Map.of("zf_xiaoni", "zf_xiaoyi");

    private static final String FOLDER = "package/voices/";
    private static final String ENDING = ".bin";

    private final Map<String, FloatBuffer> styles;

    private KokoroVoices(Map<String, FloatBuffer> styles) {
        this.styles = styles;
    }

    /** @param tarball {@code kokoro-js-1.2.1.tgz} as it is published */
    static KokoroVoices read(Path tarball) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(tarball))) {
            return read(in);
        } catch (IOException e) {
            throw new AudioException(tarball + " can't be read: " + e.getMessage(), e);
        }
    }

    /** @throws AudioException if it is no such package, or has no voice of Chinese or English */
    static KokoroVoices read(InputStream tarball) {
        Map<String, FloatBuffer> styles = new TreeMap<>();
        try (InputStream in = new GZIPInputStream(tarball)) {
            Tar.read(in, BYTES, KokoroVoices::isVoice, (name, bytes) -> {
                if (bytes.length != BYTES || styles.size() == MOST_VOICES) {
                    throw new AudioException(name + " has " + bytes.length + " bytes, a voice has " + BYTES);
                }
                styles.put(
                        voice(name),
                        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
            });
        } catch (EOFException e) {
            throw new AudioException("the package of voices is cut off: fetch it again", e);
        } catch (IOException e) {
            throw new AudioException("the package of voices can't be read: " + e.getMessage(), e);
        }
        if (styles.isEmpty()) {
            throw new AudioException("the package has no voices below " + FOLDER + ": give kokoro-js 1.2.1");
        }
        return new KokoroVoices(styles);
    }

    private static boolean isVoice(String entry) {
        return entry.startsWith(FOLDER) && entry.endsWith(ENDING) && Voice.isVoice(voice(entry));
    }

    private static String voice(String entry) {
        return entry.substring(FOLDER.length(), entry.length() - ENDING.length());
    }

    List<Voice> voices() {
        return styles.keySet().stream().map(Voice::new).toList();
    }

    /** The style for a number of tokens, one at least. */
    float[] style(Voice voice, int tokens) {
        FloatBuffer style = styles.get(voice.name());
        if (style == null) {
            throw new AudioException(
                    "there is no voice " + voice.name() + ": choose one of " + String.join(", ", styles.keySet()));
        }
        float[] row = new float[WIDTH];
        int start = Math.clamp(tokens - 1, 0, ROWS - 1) * WIDTH;
        style.get(start, row);
        FloatBuffer moved = styles.get(MOVED_AS.getOrDefault(voice.name(), voice.name()));
        if (moved != null) {
            moved.get(start + TIMBRE, row, TIMBRE, WIDTH - TIMBRE);
        }
        return row;
    }
}
