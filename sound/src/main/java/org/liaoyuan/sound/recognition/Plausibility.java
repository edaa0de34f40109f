package org.liaoyuan.sound.recognition;

import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/**
 * Whether a transcript is what somebody said, or what a language model makes of noise. It goes by evidence: what the recogniser
 * thinks of its own words, how long somebody spoke, and whether the text repeats itself. There is no list of phrases: "thank you"
 * is said by people too.
 *
 * <p>Compression and the pair of no-speech and confidence: Radford et al., "Robust Speech Recognition via Large-Scale Weak
 * Supervision", 2022, section 4.5. The bound of speed: the fastest speakers reach 11 syllables a second.
 */
public final class Plausibility {

    /** More than this and the text repeats itself. */
    private static final double MOST_COMPRESSION = 2.4;
    /** Below this many bytes any text compresses badly. */
    private static final int LEAST_BYTES = 40;

    private static final double SILENT = 0.6;
    private static final double DOUBTFUL = Math.exp(-1.0);
    /** Less than this is a guess, whatever else speaks for it. */
    private static final double GUESSED = 0.25;
    /** So short a voice is a click or a cough as often as a word: it must be surer. */
    private static final double SHORT_VOICE = 0.4;

    private static final double SHORT_VOICE_CONFIDENCE = 0.6;
    private static final double MOST_IDEOGRAPHS_A_SECOND = 11;
    private static final double MOST_LETTERS_A_SECOND = 30;
    /** Voice activity may miss that much at either end. */
    private static final double MISSED_SECONDS = 0.4;

    private Plausibility() {}

    /**
     * @param voiced seconds of speech in the utterance, by voice activity
     * @return whether its text is to be kept
     */
    public static boolean accepts(Transcript transcript, double voiced) {
        String text = transcript.text();
        String spoken = Texts.spoken(text);
        if (spoken.isEmpty()) {
            return false; // punctuation alone
        }
        return !silent(transcript)
                && transcript.confidence() >= (voiced < SHORT_VOICE ? SHORT_VOICE_CONFIDENCE : GUESSED)
                && compression(text) <= MOST_COMPRESSION
                && seconds(spoken) <= voiced + MISSED_SECONDS;
    }

    private static boolean silent(Transcript transcript) {
        return transcript.noSpeech() > SILENT && transcript.confidence() < DOUBTFUL;
    }

    /** How long the fastest speaker needs for it. */
    private static double seconds(String spoken) {
        long ideographs = spoken.codePoints().filter(Texts::unspaced).count();
        long letters = spoken.codePoints().count() - ideographs;
        return ideographs / MOST_IDEOGRAPHS_A_SECOND + letters / MOST_LETTERS_A_SECOND;
    }

    /** Bytes before by bytes after deflation; 1 for short texts. */
    static double compression(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < LEAST_BYTES) {
            return 1;
        }
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] out = new byte[bytes.length + 64];
            int size = 0;
            while (!deflater.finished()) {
                size += deflater.deflate(out);
            }
            return (double) bytes.length / size;
        } finally {
            deflater.end();
        }
    }
}
