package org.liaoyuan.sound.synthesis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.synthesis.english.EnglishPhonemizer;
import org.liaoyuan.sound.synthesis.pinyin.ChinesePhonemizer;
import org.liaoyuan.sound.synthesis.text.Language;
import org.liaoyuan.sound.synthesis.text.Run;
import org.liaoyuan.sound.synthesis.text.SpokenText;

/**
 * Speech by Kokoro-82M v1.0: 24 kHz, eight Chinese voices, twenty American and eight British ones.
 *
 * <p>Takes 600 MB of memory and, on two processors, half as long as it speaks or more: so it speaks clause by clause.
 */
public final class KokoroSynthesizer implements Synthesizer {

    private static final SampleRate RATE = SampleRate.HZ_24000;
    private static final int THREADS = 2;

    /** Softer than this is silence before and after a clause. */
    private static final float SILENCE = 0.01f;

    /** What is left of that silence: 30 ms. */
    private static final int MARGIN = RATE.samples(0.03);

    private final KokoroModel model;
    private final KokoroVoices voices;
    private final KokoroTokens tokens = KokoroTokens.load();
    private final ChinesePhonemizer chinese;
    private final EnglishPhonemizer english;
    private final SpeechCache cache;

    private KokoroSynthesizer(KokoroModel model, KokoroVoices voices, EnglishPhonemizer english, SpeechCache cache) {
        this.model = model;
        this.voices = voices;
        this.english = english;
        this.cache = cache;
        chinese = ChinesePhonemizer.load();
    }

    /**
     * Loads the model, its voices and the dictionaries: one to two seconds.
     *
     * @param model {@code kokoro-v1.0-int8.onnx}
     * @param voices {@code kokoro-js-1.2.1.tgz}
     * @param dictionary {@code misaki-0.9.4-py3-none-any.whl}
     * @throws AudioException if a file is not there or another than these
     */
    public static KokoroSynthesizer load(Path model, Path voices, Path dictionary, SpeechCache cache) {
        KokoroVoices styles = KokoroVoices.read(voices);
        EnglishPhonemizer english = EnglishPhonemizer.load(dictionary);
        return new KokoroSynthesizer(KokoroModel.load(model, THREADS), styles, english, cache);
    }

    /**
     * The voices of a package, by name, without the model.
     *
     * @param voices {@code kokoro-js-1.2.1.tgz}
     * @throws AudioException if the file is not there or another than this
     */
    public static List<Voice> voices(Path voices) {
        return KokoroVoices.read(voices).voices();
    }

    @Override
    public List<Voice> voices() {
        return voices.voices();
    }

    @Override
    public Clip speak(String text, Voice voice, double speed, PauseStyle pauses) {
        List<Clip> clips = new ArrayList<>();
        check(text, voice, speed);
        speak(Clauses.unhurried(text), voice, speed, pauses, clips::add);
        int length = clips.stream().mapToInt(Clip::length).sum();
        float[] samples = new float[length];
        int at = 0;
        for (Clip clip : clips) {
            System.arraycopy(clip.samples(), 0, samples, at, clip.length());
            at += clip.length();
        }
        return new Clip(RATE, samples);
    }

    @Override
    public void speak(String text, Voice voice, double speed, PauseStyle pauses, Consumer<Clip> sink) {
        check(text, voice, speed);
        speak(Clauses.of(text), voice, speed, pauses, sink);
    }

    private void check(String text, Voice voice, double speed) {
        if (!(speed >= SLOWEST && speed <= FASTEST)) {
            throw new AudioException("a speed of " + speed + " is not spoken: give " + SLOWEST + " to " + FASTEST);
        }
        if (text.length() > SpokenText.LONGEST) {
            throw new AudioException(
                    "a text of " + text.length() + " characters is too long: give up to " + SpokenText.LONGEST);
        }
        voices.style(voice, 1); // says so if it is not there
    }

    private void speak(List<String> clauses, Voice voice, double speed, PauseStyle pauses, Consumer<Clip> sink) {
        for (String clause : clauses) {
            Clip clip = clause(clause, voice, speed);
            if (clip.length() > 0) {
                sink.accept(clip.then(pauses.after(clause, RATE)));
            }
        }
    }

    /** The phonemes of a text, as the model gets them. */
    public String phonemes(String text, Language usual) {
        StringBuilder phonemes = new StringBuilder();
        for (Run run : SpokenText.of(text, usual)) {
            String more = run.language() == Language.CHINESE
                    ? chinese.phonemes(run.text())
                    : english.phonemes(chinesePunctuationAsAscii(run.text()));
            if (!more.isEmpty()) {
                phonemes.append(phonemes.isEmpty() ? "" : " ").append(more);
            }
        }
        return phonemes.toString();
    }

    private static String chinesePunctuationAsAscii(String text) {
        StringBuilder ascii = new StringBuilder(text);
        for (int i = 0; i < ascii.length(); i++) {
            int place = "，、。！？；：（）".indexOf(ascii.charAt(i));
            if (place >= 0) {
                ascii.setCharAt(i, ",,.!?;:()".charAt(place));
            }
        }
        return ascii.toString();
    }

    private Clip clause(String clause, Voice voice, double speed) {
        String text = clause.strip();
        return cache.get(voice, speed, text).orElseGet(() -> {
            Clip clip = new Clip(RATE, new float[0]);
            for (String part : KokoroTokens.parts(phonemes(text, voice.language()))) {
                clip = clip.then(part(part, voice, speed));
            }
            cache.put(voice, speed, text, clip);
            return clip;
        });
    }

    private Clip part(String phonemes, Voice voice, double speed) {
        long[] ids = tokens.of(phonemes);
        if (phonemes.chars().noneMatch(Character::isLetter)) {
            return new Clip(RATE, new float[0]);
        }
        return trimmed(model.speak(ids, voices.style(voice, ids.length - 2), speed));
    }

    private static Clip trimmed(float[] samples) {
        int from = 0;
        int to = samples.length;
        while (from < to && Math.abs(samples[from]) < SILENCE) {
            from++;
        }
        while (to > from && Math.abs(samples[to - 1]) < SILENCE) {
            to--;
        }
        return new Clip(
                RATE, Arrays.copyOfRange(samples, Math.max(0, from - MARGIN), Math.min(samples.length, to + MARGIN)));
    }

    @Override
    public void close() {
        model.close();
    }
}
