package org.liaoyuan.sound.synthesis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;

/**
 * What was spoken lately, so that a phrase that is said often is there at once.
 *
 * <p>Bounded in bytes; what was not asked for the longest goes first. A text is kept as its hash, not as words.
 */
public final class SpeechCache {

    /** Six minutes of speech. */
    public static final long USUAL_BYTES = 32L << 20;

    private final long most;
    private final Map<Key, Clip> clips = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    private record Key(Voice voice, int hundredths, String text) {}

    /** @param most bytes of samples; 0 keeps nothing */
    public SpeechCache(long most) {
        if (most < 0) {
            throw new AudioException("a cache of " + most + " bytes is none: give 0 or more");
        }
        this.most = most;
    }

    synchronized Optional<Clip> get(Voice voice, double speed, String text) {
        return Optional.ofNullable(clips.get(key(voice, speed, text)));
    }

    synchronized void put(Voice voice, double speed, String text, Clip clip) {
        if (bytes(clip) > most) {
            return;
        }
        Clip before = clips.put(key(voice, speed, text), clip);
        bytes += bytes(clip) - (before == null ? 0 : bytes(before));
        Iterator<Clip> oldest = clips.values().iterator();
        while (bytes > most) {
            bytes -= bytes(oldest.next());
            oldest.remove();
        }
    }

    /** Bytes of samples that are kept now. */
    public synchronized long bytes() {
        return bytes;
    }

    private static long bytes(Clip clip) {
        return (long) Float.BYTES * clip.length();
    }

    private static Key key(Voice voice, double speed, String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Key(voice, (int) Math.round(speed * 100), HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
