package org.liaoyuan.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in words: whether they are a sentence, where breath is taken, what of them stays. */
class WordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "今天天气怎么样？", "帮我查一下明天的天气。", "你吃饭了吗", "我们走吧", "好的。", "嗯。", "What time is it?", "I think so.", "Turn it off!",
                "That is what I am waiting for."
            })
    void aWholeSentence(String text) {
        assertThat(Completeness.of(text)).isEqualTo(Completeness.WHOLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "我想去北京，", "我昨天去了商店然后", "因为今天下雨所以。", "我想问一下就是", "帮我买一个", "I went there and", "I like it because.",
                "Could you give me the", "I would like to, um", "Well, uh...", "那么我们先…"
            })
    void aSentenceThatGoesOn(String text) {
        assertThat(Completeness.of(text)).isEqualTo(Completeness.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "明天去北京", "a quiet river", "嗯"})
    void whatMayBeOne(String text) {
        assertThat(Completeness.of(text)).isEqualTo(Completeness.UNSURE);
    }

    @Property(tries = 300)
    void noCharacterIsLostByTakingBreath(@ForAll String text) {
        ClauseCutter cutter = new ClauseCutter();
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            cutter.add(text.substring(i, i + 1)).forEach(said::append);
        }
        said.append(cutter.rest());

        assertThat(said).hasToString(text);
    }

    @Test
    void theFirstClauseComesEarlyAndLaterOnesAreSentences() {
        ClauseCutter cutter = new ClauseCutter();
        List<String> clauses = new ArrayList<>(cutter.add(
                "好的，杭州在浙江省，是省会城市，有西湖和很多山。It has 3.5 million visitors, as of 2020, and 1,000 hills. 再见！"));
        clauses.add(cutter.rest());

        assertThat(clauses)
                .containsExactly(
                        "好的，", "杭州在浙江省，是省会城市，有西湖和很多山。", "It has 3.5 million visitors, as of 2020, and 1,000 hills.", " 再见！");
    }

    @Test
    void aTextWithoutAnySignIsCutAllTheSame() {
        ClauseCutter cutter = new ClauseCutter();

        assertThat(cutter.add("啊".repeat(1_000))).hasSizeGreaterThan(4).allSatisfy(clause -> assertThat(clause)
                .hasSizeLessThanOrEqualTo(160));
    }

    @Test
    void wordsOnWhichTwoTranscriptsAgreeStay() {
        Agreement agreement = new Agreement();

        assertThat(agreement.next("I want to")).isEmpty();
        assertThat(agreement.pending()).isEqualTo("I want to");
        assertThat(agreement.next("I want two tickets")).isEqualTo("I want");
        assertThat(agreement.pending()).isEqualTo(" two tickets");
        assertThat(agreement.next("I want two tickets to Hang")).isEqualTo(" two tickets");
        assertThat(agreement.next("Eye want")).isEmpty();
        assertThat(agreement.rest("I want two tickets to Hangzhou.")).isEqualTo(" to Hangzhou.");
        assertThat(agreement.rest("Eye want")).isEmpty();
    }

    @Test
    void whatWasHeardOfAnAnswerIsCountedInWholeWords() {
        Spoken spoken = new Spoken();
        long now = 1_000_000_000L;
        spoken.clause("Once upon a time, ");
        spoken.sound(2, now);
        spoken.clause("there was a fox.");
        spoken.sound(2, now);

        assertThat(spoken.heard(now + 3_000_000_000L)).isEqualTo(3);
        assertThat(spoken.text(3)).isEqualTo("Once upon a time, there");
        assertThat(spoken.text(2)).isEqualTo("Once upon a time,");
        assertThat(spoken.text(0)).isEmpty();
        assertThat(spoken.text(9)).isEqualTo("Once upon a time, there was a fox.");
        assertThat(spoken.ahead(now + 9_000_000_000L)).isZero();
    }

    @Test
    void soundThatComesLateIsHeardLate() {
        Spoken spoken = new Spoken();
        spoken.clause("One. ");
        spoken.sound(1, 0);
        spoken.clause("Two.");
        spoken.sound(1, 5_000_000_000L);

        assertThat(spoken.heard(5_500_000_000L)).isEqualTo(1.5);
    }
}
