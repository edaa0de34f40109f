package org.liaoyuan.sound.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClausesTest {

    @Test
    void aSentenceIsCutAtItsEndAndAtCommasWhenItIsLong() {
        assertThat(Clauses.of("你好，我是你的助手。今天天气很好，适合出去走走，你说呢？"))
                .containsExactly("你好，", "我是你的助手。", "今天天气很好，适合出去走走，", "你说呢？");
    }

    @Test
    void theFirstClauseMayBeShort() {
        assertThat(Clauses.of("Of course, here is the plan that you asked for, step by step."))
                .containsExactly("Of course, ", "here is the plan that you asked for, ", "step by step.");
    }

    @Test
    void pointsInNumbersAddressesAndAbbreviationsAreNoEnds() {
        assertThat(Clauses.of("Dr. Smith paid 3.14 at example.com. He left, e.g. by bus. Done."))
                .containsExactly("Dr. Smith paid 3.14 at example.com. ", "He left, e.g. by bus. ", "Done.");
    }

    @Test
    void aProgramInAFenceStaysInOnePiece() {
        assertThat(Clauses.of("看：\n```java\nint x = 1; // a. b! c\n```\n好了。"))
                .containsExactly("看：\n", "```java\nint x = 1; // a. b! c\n```\n", "好了。");
    }

    @Test
    void aLongBeginningIsCutWhereOneCouldDrawBreath() {
        assertThat(Clauses.of("这个问题可以从三个方面来看。首先是成本。")).containsExactly("这个问题可以", "从三个方面来看。", "首先是成本。");
        assertThat(Clauses.of("The answer depends on the price of the model that you want to use."))
                .containsExactly("The answer depends on the price ", "of the model that you want to use.");
        assertThat(Clauses.unhurried("这个问题可以从三个方面来看。")).hasSize(1);
    }

    @Test
    void textWithoutPunctuationIsCutSomewhere() {
        List<String> clauses = Clauses.of("字".repeat(500));

        assertThat(clauses).hasSizeGreaterThan(5).allMatch(clause -> clause.length() <= 61);
    }

    @Test
    void whatIsWholeComesBeforeTheTextEnds() {
        Clauses clauses = new Clauses();

        assertThat(clauses.add("好！")).isEmpty(); // more signs may follow
        assertThat(clauses.add("的")).containsExactly("好！");
        assertThat(clauses.add("确。")).isEmpty(); // a quote may be closed
        assertThat(clauses.add("我")).containsExactly("的确。");
        assertThat(clauses.rest()).isEqualTo("我");
        assertThat(clauses.rest()).isEmpty();
    }

    @Test
    void theFirstClauseWaitsForNothingBehindItsEnd() {
        Clauses clauses = new Clauses();

        assertThat(clauses.add("好的")).isEmpty();
        assertThat(clauses.add("，")).containsExactly("好的，");
        assertThat(new Clauses().add("走吧。")).containsExactly("走吧。");
        assertThat(new Clauses().add("It is 3.")).isEmpty();
    }

    @Property(tries = 300)
    void theClausesAreTheTextHoweverItComes(@ForAll String text, @ForAll @IntRange(min = 1, max = 7) int piece) {
        Clauses clauses = new Clauses();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < text.length(); i += piece) {
            all.addAll(clauses.add(text.substring(i, Math.min(text.length(), i + piece))));
        }
        all.add(clauses.rest());

        assertThat(String.join("", all)).isEqualTo(text);
    }
}
