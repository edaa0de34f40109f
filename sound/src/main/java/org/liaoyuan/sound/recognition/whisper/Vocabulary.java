package org.liaoyuan.sound.recognition.whisper;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The tokens of a model: words first, then {@code endOfText} and the other special ones, then the times from 0 s on in steps of
 * 20 ms.
 */
final class Vocabulary {

    /** Seconds from one time token to the next. */
    static final double TIME_STEP = 0.02;

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
    private final int[] languageTokens;
    private final List<String> languages;
    private final byte[][] texts;
    private final boolean[] unsaid;

    Vocabulary(WhisperContext context) {
        WhisperFunctions functions = context.functions();
        endOfText = context.number(functions.endOfText);
        startOfTranscript = context.number(functions.startOfTranscript);
        previous = context.number(functions.previous);
        noSpeech = context.number(functions.noSpeech);
        noTimes = context.number(functions.noTimes);
        firstTime = context.number(functions.firstTime);
        transcribe = context.number(functions.transcribe);
        translate = context.number(functions.translate);
        List<String> codes = new ArrayList<>();
        int last = NativeCall.call(() -> (int) functions.lastLanguage.invoke());
        // the list of the library may be longer than the model's: its tasks come right behind its languages
        languageTokens = new int[Math.min(last + 1, translate - startOfTranscript - 1)];
        for (int i = 0; i < languageTokens.length; i++) {
            int id = i;
            MemorySegment code = NativeCall.call(() -> (MemorySegment) functions.languageCode.invoke(id));
            codes.add(code.reinterpret(8).getString(0));
            languageTokens[i] = context.languageToken(i);
        }
        languages = List.copyOf(codes);
        texts = new byte[endOfText][];
        unsaid = new boolean[context.vocabulary()];
        for (int i = 0; i < endOfText; i++) {
            texts[i] = context.text(i);
            unsaid[i] = unsaid(new String(texts[i], StandardCharsets.UTF_8));
        }
        for (int i = endOfText + 1; i < firstTime; i++) {
            unsaid[i] = true;
        }
    }

    private static boolean unsaid(String token) {
        if (token.equals(" -") || token.equals(" '")) {
            return true;
        }
        String text = token.strip();
        return !text.isEmpty() && text.codePoints().allMatch(c -> MARKS.indexOf(c) >= 0);
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
        return languageTokens[languages.indexOf(language)];
    }

    /** Whether a token is nothing but a blank, with which no text may begin. */
    boolean isBlank(int token) {
        byte[] bytes = texts[token];
        return bytes.length == 1 && bytes[0] == ' ';
    }
}
