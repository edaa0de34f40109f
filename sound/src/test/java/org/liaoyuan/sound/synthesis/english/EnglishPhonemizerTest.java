package org.liaoyuan.sound.synthesis.english;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.sound.TestModels;

class EnglishPhonemizerTest {

    private static EnglishPhonemizer phonemizer;

    @BeforeAll
    static void load() {
        phonemizer = EnglishPhonemizer.load(TestModels.file("misaki-0.9.4-py3-none-any.whl"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I will read it tomorrow. | ɹˈid",
                "I read it yesterday. | ɹˈɛd",
                "She has read it. | ɹˈɛd",
                "They live here. | lˈɪv",
                "The show is live. | lˈIv",
                "We record every call. | ɹəkˈɔɹd",
                "The record is broken. | ɹˈɛkəɹd",
                "They use it. | jˈuz",
                "It has no use. | jˈus",
                "Please close the door. | klˈOz",
                "It is too close. | klˈOs",
                "We object to it. | əbʤˈɛkt",
                "The object on the table. | ˈɑbʤəkt",
                "He will lead the band. | lˈid",
                "A lead pipe. | lˈɛd"
            })
    void wordsThatAreSaidInTwoWaysAreDecidedByTheirNeighbours(String sentence, String expected) {
        assertThat(phonemizer.phonemes(sentence)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "the apple, ði ˈæpᵊl",
        "the book, ðə bˈʊk",
        "an API, ɐn ˌApˌiˈI",
        "U.S., jˌuˈɛs",
        "npm, ˌɛnpˌiˈɛm",
        "webhook, wˈɛbhˌʊk",
        "Müller's, mˈʌləɹz",
        "copied, kˈɑpid"
    })
    void wordsAreSaidAsPeopleSayThem(String text, String expected) {
        assertThat(phonemizer.phonemes(text)).isEqualTo(expected);
    }

    @Test
    void everyUnknownWordHasASound() {
        assertThat(phonemizer.phonemes("Zorblax grumpified the frobnicator's quuxes."))
                .doesNotContain("null")
                .endsWith(".")
                .matches("\\S+( \\S+){4}");
    }

    @Test
    void punctuationStaysAndOtherSignsGo() {
        assertThat(phonemizer.phonemes("Yes, no; ok? {}")).matches("\\S+, \\S+; \\S+\\?");
    }
}
