package org.liaoyuan.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in words: whether they are a sentence, what of them stays, what was heard. */
class WordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "今天天气怎么样？",
                "帮我查一下明天的天气。",
                "你吃饭了吗",
                "我们走吧",
                "好的。",
                "嗯。",
                "What time is it?",
                "I think so.",
                "Turn it off!",
                "That is what I am waiting for."
            })
    void aWholeSentence(String text) {
        assertThat(Completeness.of(text)).isEqualTo(Completeness.WHOLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "我想去北京，",
                "我昨天去了商店然后",
                "因为今天下雨所以。",
                "我想问一下就是",
                "帮我买一个",
                "I went there and",
                "I like it because.",
                "Could you give me the",
                "I would like to, um",
                "Well, uh...",
                "那么我们先…"
            })
    void aSentenceThatGoesOn(String text) {
        assertThat(Completeness.of(text)).isEqualTo(Completeness.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "明天去北京", "a quiet river", "嗯"})
    void whatMayBeOne(String text) {
        assertThat(Completeness.of(text)).isEqualTo(Completeness.UNSURE);
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
