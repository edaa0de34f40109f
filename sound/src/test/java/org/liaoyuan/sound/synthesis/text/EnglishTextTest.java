package org.liaoyuan.sound.synthesis.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "We meet on 2026-11-30.|We meet on November thirtieth, twenty twenty-six.",
                "Born 12/25/1998.|Born December twenty-fifth, nineteen ninety-eight.",
                "On Nov. 5, 2026 we left.|On November fifth, twenty twenty-six we left.",
                "On 3 May we left.|On the third of May we left.",
                "Since March 2005.|Since March two thousand five.",
                "Music of the 1990s.|Music of the nineteen nineties.",
                "It is 8:05 am.|It is eight oh five AM.",
                "At 9:00 we start.|At nine o'clock we start.",
                "At 17:30 we stop.|At seventeen thirty we stop.",
                "It costs $1,234.50.|It costs one thousand two hundred thirty-four dollars and fifty cents.",
                "It costs $0.99.|It costs ninety-nine cents.",
                "Worth $3.5 million.|Worth three point five million dollars.",
                "Up 12.5%.|Up twelve point five percent.",
                "From 10-20%.|From ten to twenty percent.",
                "Call (555) 123-4567.|Call five five five, one two three, four five six seven.",
                "Run 5 km.|Run five kilometers.",
                "Weighs 1 kg.|Weighs one kilogram.",
                "At 100 km/h.|At one hundred kilometers per hour.",
                "It is -5 °C.|It is minus five degrees Celsius.",
                "Use 16 GB.|Use sixteen gigabytes.",
                "Take 5-10 of them.|Take five to ten of them.",
                "The 1st and 22nd.|The first and twenty-second.",
                "Version v1.2.3 is out.|Version version one point two point three is out.",
                "Ping 192.168.1.1 now.|Ping one hundred ninety-two dot one hundred sixty-eight dot one dot one now.",
                "Half is 1/2.|Half is one half.",
                "So 3 + 5 = 8.|So three plus five equals eight.",
                "Area is x² here.|Area is x squared here.",
                "See https://example.com/docs.|See example dot com slash docs.",
                "Mail bob@example.com.|Mail bob at example dot com.",
                "In 2024 it rained.|In twenty twenty-four it rained.",
                "Cats, e.g. lions.|Cats, for example lions.",
                "Dr. Smith vs. Jones.|Doctor Smith versus Jones.",
                "We have 12,345 users.|We have twelve thousand three hundred forty-five users."
            })
    void isReadAsPeopleReadIt(String written, String read) {
        assertThat(SpokenText.words(written, Language.ENGLISH)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({
        "0,zero",
        "13,thirteen",
        "21,twenty-one",
        "100,one hundred",
        "115,one hundred fifteen",
        "1000,one thousand",
        "1000001,one million one",
        "-2.05,minus two point zero five",
        "007,zero zero seven"
    })
    void numbersAreReadInFull(String digits, String read) {
        assertThat(EnglishNumbers.number(digits)).isEqualTo(read);
    }
}
