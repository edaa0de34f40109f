package org.liaoyuan.sound.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.TestModels;
import org.liaoyuan.sound.synthesis.text.Language;

/** With the real model. That what it says can be understood is measured by {@code ./liaoyuan bench synthesis}. */
class KokoroSynthesizerTest {

    private static KokoroSynthesizer synthesizer;

    @BeforeAll
    static void load() {
        synthesizer = KokoroSynthesizer.load(
                TestModels.file("kokoro-v1.0-int8.onnx"),
                TestModels.file("kokoro-js-1.2.1.tgz"),
                TestModels.file("misaki-0.9.4-py3-none-any.whl"),
                new SpeechCache(SpeechCache.USUAL_BYTES));
    }

    @AfterAll
    static void close() {
        if (synthesizer != null) {
            synthesizer.close();
        }
    }

    @Test
    void aSentenceLastsAsLongAsPeopleTakeForIt() {
        Clip clip = synthesizer.speak("今天天气很好。", Voice.XIAOXIAO, 1);

        assertThat(clip.rate()).isEqualTo(SampleRate.HZ_24000);
        assertThat(clip.seconds()).isBetween(1.0, 3.0);
        assertThat(Level.of(clip)).isBetween(-40.0, -10.0);
        assertThat(Level.peak(clip.samples())).isLessThanOrEqualTo(1.1);
    }

    @Test
    void fasterSpeechIsShorter() {
        Clip usual = synthesizer.speak("Good morning, everyone.", Voice.HEART, 1);
        Clip fast = synthesizer.speak("Good morning, everyone.", Voice.HEART, 1.6);

        assertThat(fast.seconds()).isLessThan(usual.seconds() * 0.85);
    }

    @Test
    void clausesComeOneByOneAndAgainTheSame() {
        List<Clip> first = new ArrayList<>();
        List<Clip> again = new ArrayList<>();
        synthesizer.speak("你好，今天开会吗？", Voice.YUNXI, 1, PauseStyle.SHORT, first::add);
        synthesizer.speak("你好，今天开会吗？", Voice.YUNXI, 1, PauseStyle.SHORT, again::add);

        assertThat(first).isNotEmpty();
        assertThat(again).hasSameSizeAs(first);
        assertThat(again.getFirst().samples()).isEqualTo(first.getFirst().samples());
    }

    @Test
    void calmPausesAreLonger() {
        assertThat(synthesizer
                        .speak("你好。今天开会吗？", Voice.YUNXI, 1, PauseStyle.LONG)
                        .length())
                .isGreaterThan(synthesizer
                        .speak("你好。今天开会吗？", Voice.YUNXI, 1, PauseStyle.SHORT)
                        .length());
        assertThat(PauseStyle.LONG.after("好。", SampleRate.HZ_24000).length())
                .isGreaterThan(PauseStyle.USUAL.after("好。", SampleRate.HZ_24000).length());
        assertThat(PauseStyle.USUAL.after("好，", SampleRate.HZ_24000).length())
                .isLessThan(PauseStyle.USUAL.after("好。\n", SampleRate.HZ_24000).length());
    }

    @Test
    void whatHasNoSoundIsSilence() {
        assertThat(synthesizer.speak("🎉 --- ```x = 1```", Voice.HEART, 1).length())
                .isZero();
    }

    @Test
    void thereAreEightChineseVoicesAndOthers() {
        assertThat(synthesizer.voices().stream().filter(voice -> voice.language() == Language.CHINESE))
                .hasSize(8);
        assertThat(synthesizer.voices()).contains(Voice.XIAOXIAO, Voice.YUNXI, Voice.HEART, Voice.MICHAEL);
    }

    @Test
    void wrongRequestsSayWhatIsWrong() {
        assertThatThrownBy(() -> synthesizer.speak("a", Voice.HEART, 3))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("3.0");
        assertThatThrownBy(() -> synthesizer.speak("a", Voice.HEART, Double.NaN))
                .isInstanceOf(AudioException.class);
        assertThatThrownBy(() -> synthesizer.speak("a", new Voice("zf_nobody"), 1))
                .hasMessageContaining("zf_xiaoxiao");
        assertThatThrownBy(() -> synthesizer.speak("a".repeat(10_001), Voice.HEART, 1))
                .hasMessageContaining("10001");
        assertThatThrownBy(() -> new Voice("jf_alpha")).isInstanceOf(AudioException.class);
    }

    @Test
    void theModelKnowsEveryPhonemeThatIsMade() throws IOException {
        KokoroTokens tokens = KokoroTokens.load();
        assertThat(tokens.size()).isEqualTo(114);
        for (String name :
                List.of("pinyin/misaki-zh.tsv", "english/misaki-en.tsv", "english/misaki-en-sentences.tsv")) {
            try (InputStream in = getClass().getResourceAsStream(name)) {
                String phonemes = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> synthesizer.phonemes(line.substring(0, line.indexOf('\t')), Language.CHINESE))
                        .reduce("", String::concat);
                assertThat(phonemes.chars()
                                .filter(c -> !tokens.knows((char) c))
                                .mapToObj(c -> String.valueOf((char) c))
                                .distinct())
                        .as(name)
                        .isEmpty();
            }
        }
    }

    @Test
    void longTextIsSpokenInParts() {
        assertThat(KokoroTokens.parts("a ".repeat(1_000))).allMatch(part -> part.length() <= KokoroTokens.MOST);
        assertThat(String.join(" ", KokoroTokens.parts("ab ".repeat(1_000))))
                .isEqualTo("ab ".repeat(1_000).strip());
    }
}
