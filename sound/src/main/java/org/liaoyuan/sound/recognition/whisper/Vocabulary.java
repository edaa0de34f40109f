package org.liaoyuan.sound.recognition.whisper;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.liaoyuan.sound.AudioException;

/**
 * The tokens of a model: words first, then {@code endOfText} and the other special ones, then the times from 0 s on in steps of
 * 20 ms. (openai-whisper, tokenizer.py.)
 */
final class Vocabulary {

    /** Seconds from one time token to the next. */
    static final double TIME_STEP = 0.02;

    private static final int TIMES = 1501;
    /** End, start, two tasks, a language model's start, what was said before, no speech, no times. */
    private static final int SPECIAL = 8;

    /** In the order of their tokens; a model knows so many of them as it has tokens for. */
    private static final List<String> LANGUAGES =
            List.of(("en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms "
                            + "cs ro da hu ta no th ur hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk "
                            + "sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as "
                            + "tt haw ln ha ba jw su yue")
                    .split(" "));

    /** Marks that transcribers write for what is no speech; OpenAI's tokenizer.py leaves them out in the same way. */
    private static final String MARKS = "#()*+/:;<=>@[]\\^_`{|}~\"「」『』♩♪♫♬♭♮♯";

    final int endOfText;
    final int startOfTranscript;
    final int previous;
    final int noSpeech;
    final int noTimes;
    final int firstTime;
    final int transcribe;
    final int translate;
    private final List<String> languages;
    private final byte[][] texts;
    private final boolean[] unsaid;
    private final BytePairs pairs;

    /**
     * @param words of the model
     * @param size how many tokens it has in all
     * @throws AudioException if they do not belong together
     */
    Vocabulary(List<byte[]> words, int size) {
        int spoken = size - words.size() - TIMES - SPECIAL;
        if (spoken < 1 || spoken > LANGUAGES.size()) {
            throw new AudioException("a model of " + size + " tokens does not go with a vocabulary of " + words.size()
                    + " words: give a multilingual Whisper model");
        }
        languages = LANGUAGES.subList(0, spoken);
        endOfText = words.size();
        startOfTranscript = endOfText + 1;
        translate = startOfTranscript + spoken + 1;
        transcribe = translate + 1;
        previous = transcribe + 2;
        noSpeech = previous + 1;
        noTimes = noSpeech + 1;
        firstTime = noTimes + 1;
        texts = words.toArray(byte[][]::new);
        unsaid = new boolean[size];
        for (int i = 0; i < endOfText; i++) {
            unsaid[i] = unsaid(new String(texts[i], StandardCharsets.UTF_8));
        }
        for (int i = endOfText + 1; i < firstTime; i++) {
            unsaid[i] = true;
        }
        pairs = new BytePairs(words);
    }

    private static boolean unsaid(String token) {
        if (token.equals(" -") || token.equals(" '")) {
            return true;
        }
        String text = token.strip();
        return !text.isEmpty() && text.codePoints().allMatch(c -> MARKS.indexOf(c) >= 0);
    }

    int size() {
        return unsaid.length;
    }

    /** @param most beyond which the text is cut at its beginning */
    List<Integer> tokens(String text, int most) {
        List<Integer> all = pairs.tokens(text);
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    /** Whether a decoder must not say it: marks that are no speech, and special tokens but the end. */
    boolean isUnsaid(int token) {
        return unsaid[token];
    }

    boolean isTime(int token) {
        return token >= firstTime;
    }

    /** Of a word's token; not always whole characters. */
    byte[] bytes(int token) {
        return texts[token];
    }

    List<String> languages() {
        return languages;
    }

    int languageToken(String language) {
        return startOfTranscript + 1 + languages.indexOf(language);
    }

    /** Whether a token is nothing but a blank, with which no text may begin. */
    boolean isBlank(int token) {
        byte[] bytes = texts[token];
        return bytes.length == 1 && bytes[0] == ' ';
    }
}
