package org.liaoyuan.sound.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.TestModels;
import org.liaoyuan.sound.recognition.RecognitionOptions;
import org.liaoyuan.sound.recognition.whisper.WhisperRecognizer;
import org.liaoyuan.sound.synthesis.pinyin.ChinesePhonemizer;
import org.liaoyuan.sound.synthesis.text.Language;
import org.liaoyuan.sound.synthesis.text.SpokenText;

/**
 * {@code ./liaoyuan bench synthesis}: whether what is spoken can be understood, and how fast it is there.
 *
 * <p>64 sentences a language are spoken, four by one voice, then four by the next, and each four are written down by Whisper base. Figures in both
 * texts are read out before they are compared: Whisper writes 12 % where twelve percent was said. Of Chinese the share of wrong
 * characters is told, and that of wrong syllables, which leaves out homophones that no listener could tell apart (他, 她). First audio is
 * what a person waits for: from the text to the first clause's sound.
 */
class SynthesisBench {

    private static final List<String> CHINESE_VOICES = List.of(
            "zf_xiaoxiao", "zm_yunxi", "zf_xiaoyi", "zm_yunyang", "zf_xiaobei", "zm_yunjian", "zf_xiaoni", "zm_yunxia");
    private static final List<String> ENGLISH_VOICES =
            List.of("af_heart", "am_michael", "bf_emma", "am_fenrir", "af_bella", "bm_george");

    /** The beginnings of answers, as assistants write them. */
    private static final List<String> OPENINGS = List.of(
            "好的，我来帮您查一下明天的天气。",
            "您好！很高兴为您服务，请问有什么可以帮您？",
            "这个问题可以从三个方面来看。首先是成本。",
            "Sure, here is a short summary of the report.",
            "Hello! How can I help you today?",
            "The answer depends on two things, time and money.");

    private static final int SENTENCES = Integer.getInteger("liaoyuan.bench.sentences", 64);

    /** Sentences that are written down at once: what Whisper takes does not depend on their length, up to half a minute. */
    private static final int TOGETHER = 4;

    private final ChinesePhonemizer chinese = ChinesePhonemizer.load();

    private record Count(int errors, int of) {

        Count plus(Count other) {
            return new Count(errors + other.errors, of + other.of);
        }

        double percent() {
            return 100.0 * errors / of;
        }
    }

    @Test
    void isUnderstoodAndThereSoon() throws IOException {
        try (KokoroSynthesizer synthesizer = KokoroSynthesizer.load(
                        TestModels.file("kokoro-v1.0-int8.onnx"),
                        TestModels.file("kokoro-js-1.2.1.tgz"),
                        TestModels.file("misaki-0.9.4-py3-none-any.whl"),
                        new SpeechCache(SpeechCache.USUAL_BYTES));
                WhisperRecognizer recognizer = new WhisperRecognizer(TestModels.file("whisper-base-ct2.bin"), 2, 4)) {
            firstAudio(synthesizer);
            Understood inChinese = new Understood(Language.CHINESE, CHINESE_VOICES, lines("spoken-zh.txt"));
            Understood inEnglish = new Understood(Language.ENGLISH, ENGLISH_VOICES, lines("spoken-en.txt"));
            for (int i = 0; i < SENTENCES; i += TOGETHER) {
                inChinese.say(i, synthesizer, recognizer);
                inEnglish.say(i, synthesizer, recognizer);
            }
        }
    }

    private static void firstAudio(KokoroSynthesizer synthesizer) {
        synthesizer.speak("暖身。 Warm up.", Voice.XIAOXIAO, 1);
        List<Double> uncached = new ArrayList<>();
        List<Double> cached = new ArrayList<>();
        for (List<Double> times : List.of(uncached, cached)) {
            for (String opening : OPENINGS) {
                Voice voice = Language.of(opening) == Language.CHINESE ? Voice.XIAOXIAO : Voice.HEART;
                long began = System.nanoTime();
                double before = processorSeconds();
                Clip clip = synthesizer.speak(Clauses.of(opening).getFirst(), voice, 1);
                times.add((System.nanoTime() - began) / 1e9);
                System.out.printf(
                        Locale.ROOT,
                        "%.2f s of speech, %.2f s of a processor%n",
                        clip.seconds(),
                        processorSeconds() - before);
                assertThat(clip.length()).isPositive();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "first audio: uncached %.2f s at most (%s), cached %.4f s at most%n",
                uncached.stream().mapToDouble(d -> d).max().orElseThrow(),
                uncached.stream()
                        .map(d -> String.format(Locale.ROOT, "%.2f", d))
                        .toList(),
                cached.stream().mapToDouble(d -> d).max().orElseThrow());
    }

    /** What became of the sentences of one language. */
    private final class Understood {

        private final Language language;
        private final List<String> voices;
        private final List<String> sentences;
        private final RecognitionOptions options;
        private Count units = new Count(0, 0);
        private Count syllables = new Count(0, 0);
        private int said;
        private double computed;
        private double processors;
        private double spoken;

        private Understood(Language language, List<String> voices, List<String> sentences) {
            this.language = language;
            this.voices = voices;
            this.sentences = sentences;
            options = RecognitionOptions.DEFAULT.withLanguages(List.of(isChinese() ? "zh" : "en"));
        }

        private boolean isChinese() {
            return language == Language.CHINESE;
        }

        private void say(int i, KokoroSynthesizer synthesizer, WhisperRecognizer recognizer) {
            if (i >= sentences.size()) {
                return;
            }
            List<String> some = sentences.subList(i, Math.min(sentences.size(), i + TOGETHER));
            String text = String.join(isChinese() ? "" : " ", some);
            Voice voice = new Voice(voices.get(i / TOGETHER % voices.size()));
            long began = System.nanoTime();
            double before = processorSeconds();
            Clip clip = synthesizer.speak(text, voice, 1);
            computed += (System.nanoTime() - began) / 1e9;
            processors += processorSeconds() - before;
            spoken += clip.seconds();
            String heard = recognizer.transcribe(clip, options).text();
            Count wrong = wrong(units(text, language), units(heard, language));
            units = units.plus(wrong);
            if (isChinese()) {
                syllables = syllables.plus(wrong(syllables(text), syllables(heard)));
            }
            said += some.size();
            if (wrong.errors() > 0) {
                System.out.println(voice.name() + ": " + text + " | " + heard);
            }
            print();
        }

        private void print() {
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d sentences, %.2f %% of %d %s wrong%s; %.0f s of speech, RTF %.2f, %.2f s of a processor a second%n",
                    language,
                    said,
                    units.percent(),
                    units.of(),
                    isChinese() ? "characters" : "words",
                    isChinese() ? String.format(Locale.ROOT, ", %.2f %% of syllables", syllables.percent()) : "",
                    spoken,
                    computed / spoken,
                    processors / spoken);
        }
    }

    /** What this process took of all processors, seconds: it stays the same when others want them too. */
    private static double processorSeconds() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toNanos()
                / 1e9;
    }

    /** Characters of Chinese, words of English, figures read out. */
    private static List<String> units(String text, Language language) {
        String words = SpokenText.words(text, language).toLowerCase(Locale.ROOT).replace("'", "");
        if (language == Language.CHINESE) {
            return words.codePoints()
                    .filter(Character::isLetter)
                    .mapToObj(Character::toString)
                    .toList();
        }
        return Arrays.stream(words.split("[^\\p{L}]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private List<String> syllables(String text) {
        return List.of(chinese.pinyin(SpokenText.words(text, Language.CHINESE))
                .replaceAll("\\d", "")
                .split(" "));
    }

    /** Substitutions, insertions and deletions, and how many there should have been. */
    private static Count wrong(List<String> said, List<String> heard) {
        int[] row = new int[heard.size() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= said.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= heard.size(); j++) {
                int above = row[j];
                int other = said.get(i - 1).equals(heard.get(j - 1)) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + other);
                diagonal = above;
            }
        }
        return new Count(row[heard.size()], said.size());
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in = SynthesisBench.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
