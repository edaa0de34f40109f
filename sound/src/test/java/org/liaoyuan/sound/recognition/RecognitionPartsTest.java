package org.liaoyuan.sound.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.sound.vad.VoiceActivity;

class RecognitionPartsTest {

    private static Transcript said(String text, double confidence, double noSpeech) {
        return new Transcript("en", 1, List.of(new TranscriptSegment(0, 2, text)), confidence, noSpeech, false);
    }

    @Test
    void aSentenceThatWasSpokenIsKept() {
        assertThat(Plausibility.accepts(said("He was not an ill-disposed young man.", 0.9, 0.02), 2.5))
                .isTrue();
    }

    @Test
    void thanksAreKeptWhenSomebodySpokeAndDroppedWhenNobodyDid() {
        assertThat(Plausibility.accepts(said("Thank you.", 0.8, 0.1), 0.7)).isTrue();
        assertThat(Plausibility.accepts(said("Thank you.", 0.3, 0.8), 0.7)).isFalse();
    }

    @Test
    void moreWordsThanFitIntoTheVoiceAreMadeUp() {
        assertThat(Plausibility.accepts(said("Thanks for watching, and see you in the next video.", 0.9, 0.1), 0.3))
                .isFalse();
        assertThat(Plausibility.accepts(said("请不吝点赞订阅转发打赏支持明镜与点点栏目", 0.9, 0.1), 0.5))
                .isFalse();
    }

    @Test
    void aCircleIsDropped() {
        String circle = "and then we go to the shop ".repeat(12);

        assertThat(Plausibility.compression(circle)).isGreaterThan(2.4);
        assertThat(Plausibility.accepts(said(circle, 0.95, 0.01), 30)).isFalse();
    }

    @Test
    void punctuationAloneIsNothing() {
        assertThat(Plausibility.accepts(said("...", 0.95, 0.01), 2)).isFalse();
    }

    @Test
    void aShortVoiceMustBeSurer() {
        assertThat(Plausibility.accepts(said("Yes.", 0.4, 0.1), 0.25)).isFalse();
        assertThat(Plausibility.accepts(said("Yes.", 0.7, 0.1), 0.25)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "這是臺灣的天氣,这是台湾的天气",
        "乾坤和乾燥,乾坤和干燥",
        "著名作家看著我,著名作家看着我",
        "我們不瞭解,我们不了解",
        "皇后在後面,皇后在后面",
        "已经是简体 and English,已经是简体 and English"
    })
    void traditionalCharactersBecomeSimplifiedOnes(String traditional, String simplified) {
        assertThat(SimplifiedChinese.of(traditional)).isEqualTo(simplified);
    }

    @Test
    void marksBehindChineseAreChinese() {
        assertThat(SimplifiedChinese.punctuated("你好,世界! Hello, 3.5度. 对吗?")).isEqualTo("你好，世界！ Hello, 3.5度。 对吗？");
    }

    @Test
    void simplifyingTwiceIsSimplifyingOnce() {
        String once = SimplifiedChinese.of("龍門陣裡說書著名乾杯");

        assertThat(SimplifiedChinese.of(once)).isEqualTo(once);
    }

    @Test
    void whatTwoAttemptsAgreeOnIsStableAndOnlyGrows() {
        LocalAgreement agreement = new LocalAgreement();

        agreement.next("He was not");
        assertThat(agreement.stable()).isEmpty();
        assertThat(agreement.rest()).isEqualTo("He was not");
        agreement.next("He was not, an ill");
        assertThat(agreement.stable()).isEqualTo("He was not,");
        assertThat(agreement.rest()).isEqualTo(" an ill");
        agreement.next("She was");
        assertThat(agreement.stable()).isEqualTo("He was not,");
        assertThat(agreement.rest()).isEmpty();
    }

    @Test
    void chineseAgreesCharacterByCharacter() {
        LocalAgreement agreement = new LocalAgreement();

        agreement.next("你好时间");
        agreement.next("你好世界");

        assertThat(agreement.stable()).isEqualTo("你好");
        assertThat(agreement.rest()).isEqualTo("世界");
    }

    @Property(tries = 500)
    void unitsJoinedAreTheText(@ForAll String text) {
        assertThat(String.join("", Texts.units(text)).stripTrailing()).isEqualTo(text.stripTrailing());
    }

    @Test
    void segmentsAreJoinedAsTheirScriptIs() {
        assertThat(Texts.join(List.of("Good morning.", "How are you?"))).isEqualTo("Good morning. How are you?");
        assertThat(Texts.join(List.of("早上好。", "你好吗"))).isEqualTo("早上好。你好吗");
    }

    @Test
    void framesKeepTheLastSecondsAndNoNumberThatIsNone() {
        Frames frames = new Frames(1);
        List<float[]> whole = new ArrayList<>();
        float[] samples = new float[40_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i == 39_000 ? Float.NaN : i;
        }

        frames.take(samples, samples.length, frame -> whole.add(frame.clone()));

        assertThat(whole).hasSize(40_000 / VoiceActivity.FRAME);
        assertThat(frames.between(0, 30_000))
                .hasSize(30_000 - (39_936 - 16_000))
                .startsWith(23_936f);
        assertThat(frames.between(39_000, 39_002)).containsExactly(0f, 39_001f);
        frames.forget(39_500);
        assertThat(frames.between(0, 50_000)).hasSize(436);
    }
}
