package org.liaoyuan.server.assistant.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.assistant.frame.Language;
import org.liaoyuan.server.assistant.proof.PlainText;
import tools.jackson.databind.json.JsonMapper;

class DigestTextTest {

    private static String said(String summary, String... questions) {
        var node = new JsonMapper().createObjectNode().put("summary", summary);
        List.of(questions).forEach(node.putArray("questions")::add);
        return node.toString();
    }

    @Test
    void aSummaryWithThreeQuestionsIsKeptAsItWasSaid() {
        DigestText text = DigestText.of(said("灯塔建于一九〇七年。它高二十米。", "何时建成？", "多高？", "在哪里？"), Language.ZH)
                .orElseThrow();

        assertThat(text.summary()).isEqualTo("灯塔建于一九〇七年。它高二十米。");
        assertThat(text.questions()).containsExactly("何时建成？", "多高？", "在哪里？");
    }

    @Test
    void lessThanThatIsNone() {
        assertThat(DigestText.of("The document is about a lighthouse.", Language.EN))
                .isEmpty();
        assertThat(DigestText.of("{\"summary\": \"cut o", Language.EN)).isEmpty();
        assertThat(DigestText.of("} {", Language.EN)).isEmpty();
        assertThat(DigestText.of(said("Good.", "One?", "Two?"), Language.EN)).isEmpty();
        assertThat(DigestText.of(said("Good.", "One?", "Two?", "One?"), Language.EN))
                .isEmpty();
        assertThat(DigestText.of(said(" ", "One?", "Two?", "Three?"), Language.EN))
                .isEmpty();
    }

    @Test
    void whatAHostileDocumentMakesTheModelSayHasNoLinkNoMarkupAndNothingHidden() {
        String hostile =
                "**Read** [this](https://evil.example/?q=secret) `https://evil.example/x` <img src=//evil.example/p>"
                        + " ![p](http://evil.example/a.png)\u202e\u0007\n# Heading\n| a | b |"
                        + " ht*tps://evil.example/1 ht[tps://evil.example/2 htt`ps://evil.example/3 <https://evil.example/4>";

        DigestText text = DigestText.of(said(hostile, "1 " + hostile, "2 " + hostile, "3 " + hostile), Language.EN)
                .orElseThrow();

        for (String each : List.of(text.summary(), text.questions().getFirst())) {
            assertThat(each)
                    .doesNotContain(
                            "http", "evil.example", "<", ">", "`", "*", "](", "#", "|", "\n", "\u202e", "\u0007");
            assertThat(each).contains("Read").contains("this");
        }
    }

    @Property(tries = 300)
    void howeverLongItIsItIsBoundedPlainAndOnOneLine(@ForAll @StringLength(max = 2_000) String anything) {
        String plain = PlainText.of(anything + "😀".repeat(100), DigestText.MOST_OF_QUESTION, Language.EN);

        assertThat(plain.codePointCount(0, plain.length())).isLessThanOrEqualTo(DigestText.MOST_OF_QUESTION);
        assertThat(plain)
                .doesNotContain("<", ">", "`", "[", "]", "\n", "\u0000")
                .doesNotMatch("(?i).*https?://.*");
    }
}
