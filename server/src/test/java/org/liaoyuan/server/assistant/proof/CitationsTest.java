package org.liaoyuan.server.assistant.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CitationsTest {

    private static final List<Evidence> TWO = List.of(
            passage(1, "东极岛的灯塔建于1907年，由英国工程师设计。"),
            passage(2, "The ferry to Dongji leaves at nine in the morning and takes two hours."));

    private static Evidence passage(int number, String text) {
        return Evidence.ofWeb("https://example.org/" + number, "Page", text, 1, List.of())
                .numbered(number);
    }

    private static Citations.Checked check(String answer) {
        return new Citations(TWO, "灯塔是哪年建的？", 0.5).check(answer);
    }

    @Test
    void aSentenceThatStandsInTheCitedPassageIsSupported() {
        Citations.Checked checked = check("灯塔建于1907年[1]。");

        assertThat(checked.text()).isEqualTo("灯塔建于1907年 [1]。");
        assertThat(checked.claims()).singleElement().satisfies(claim -> {
            assertThat(claim.numbers()).containsExactly(1);
            assertThat(claim.supported()).isTrue();
            assertThat(claim.cited()).isTrue();
            assertThat(checked.text().substring(claim.start(), claim.end())).isEqualTo("灯塔建于1907年 [1]。");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[", "[1", "[1]", "[1][2]。", "【资料1】", " [1], [2, 3]\n", "（[1]）"})
    void marksAloneSayNothing(String said) {
        assertThat(Citations.areAll(said)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1907", "[1] 1907", "1", "是", "[1]: the first", "[x]", "- [1] 灯塔"})
    void whatIsMoreThanMarksSaysSomething(String said) {
        assertThat(Citations.areAll(said)).isFalse();
        assertThat(Citations.areAll("[1]".repeat(100))).as("bounded").isFalse();
    }

    @Test
    void aWrongYearIsNotSupportedThoughAllElseIsSaidThere() {
        assertThat(check("东极岛的灯塔建于1937年 [1]。").claims())
                .singleElement()
                .satisfies(claim -> assertThat(claim.supported()).isFalse());
    }

    @Test
    void aCitationOfAPassageThatSaysSomethingElseIsNotSupported() {
        assertThat(check("灯塔由英国工程师设计 [2]。").claims())
                .singleElement()
                .satisfies(claim -> assertThat(claim.supported()).isFalse());
    }

    @Test
    void numbersThatNoPassageHasAreRemoved() {
        assertThat(check("灯塔建于1907年 [7][1]。看 [9]。").text()).isEqualTo("灯塔建于1907年 [1]。看。");
    }

    @Test
    void otherWaysOfCitingBecomeOne() {
        assertThat(check("灯塔建于1907年【1】。").text()).isEqualTo("灯塔建于1907年 [1]。");
        assertThat(check("The ferry leaves at nine. [1, 2]").text()).isEqualTo("The ferry leaves at nine [1][2].");
        assertThat(check("灯塔建于1907年。[资料1]").text()).isEqualTo("灯塔建于1907年 [1]。");
    }

    @Test
    void aFewWordsAreCitedWhereTheyStandAndClaimNothingElsewhere() {
        assertThat(check("1907年。").text()).isEqualTo("1907年 [1]。");
        assertThat(check("工程师。").text()).isEqualTo("工程师 [1]。");
        assertThat(check("好的。").claims()).isEmpty();
        assertThat(check("Yes.").text()).isEqualTo("Yes.");
        assertThat(check("陈阿海。").claims()).isEmpty();
    }

    @Test
    void whatIsNotCitedIsAttributedByWhatItSays() {
        Citations.Checked checked = check("好的。灯塔由英国工程师设计。The ferry takes two hours. 岛上有很多海鸥和野花。");

        assertThat(checked.text()).isEqualTo("好的。灯塔由英国工程师设计 [1]。The ferry takes two hours [2]. 岛上有很多海鸥和野花。");
        assertThat(checked.claims()).extracting(Proof.Claim::supported).containsExactly(true, true, false);
        assertThat(checked.claims()).noneMatch(Proof.Claim::cited);
    }

    @Test
    void codeLinksTablesAndHeadingsStayAsTheyAre() {
        String answer = """
                # 灯塔建于1907年

                `a[1]` 和 [1](https://example.org)
                ```js
                灯塔建于1907年[9]。
                ```
                | 灯塔建于1907年 | 两小时 |
                """;

        assertThat(check(answer).text()).isEqualTo(answer);
    }

    @Test
    void anEarlierAnswerLosesItsNumbers() {
        assertThat(Citations.none("灯塔建于1907年 [1][2]。`a[1]`")).isEqualTo("灯塔建于1907年。`a[1]`");
    }

    @Provide
    Arbitrary<String> answers() {
        return Arbitraries.of(
                        "灯塔",
                        "1907",
                        "年",
                        "。",
                        "[1]",
                        "[2]",
                        " [3]",
                        "【1】",
                        "[12, 1]",
                        "[",
                        "]",
                        "`",
                        "```\n",
                        "\n",
                        "| ",
                        "# ",
                        "ferry ",
                        "nine",
                        ". ",
                        "(",
                        ")",
                        "！",
                        "”",
                        "\uD83D\uDE00",
                        "[资料2]")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    private static String letters(String text) {
        String without = text.replaceAll("[\\[【［](?:资料)?[\\d,\\s]*[\\]】］]|\\s", "");
        return without.equals(text) ? text : letters(without);
    }

    /** Whatever a model writes: its words stay, claims lie apart and in order, and every number that is named exists. */
    @Property(tries = 2_000)
    void noAnswerLosesWordsOrCitesWhatIsNotThere(@ForAll("answers") String answer) {
        Citations.Checked checked = check(answer);

        assertThat(letters(checked.text())).isEqualTo(letters(answer));
        int at = 0;
        for (Proof.Claim claim : checked.claims()) {
            assertThat(claim.start()).isGreaterThanOrEqualTo(at);
            assertThat(claim.end())
                    .isGreaterThan(claim.start())
                    .isLessThanOrEqualTo(checked.text().length());
            assertThat(claim.support()).isBetween(0.0, 1.0);
            assertThat(claim.numbers()).allMatch(number -> number == 1 || number == 2);
            at = claim.end();
        }
        assertThat(cited(checked)).allMatch(number -> number == 1 || number == 2);
    }

    /** In sentences: not in code, tables and headings, which stay as they are. */
    private static List<Integer> cited(Citations.Checked checked) {
        List<Integer> numbers = new ArrayList<>();
        boolean[] code = Sentences.code(checked.text());
        Matcher matcher = Pattern.compile("\\[(\\d{1,3})\\](?!\\()").matcher(checked.text());
        while (matcher.find()) {
            boolean claimed = checked.claims().stream()
                    .anyMatch(claim -> claim.start() <= matcher.start() && matcher.end() <= claim.end());
            if (claimed && !code[matcher.start()]) {
                numbers.add(Integer.parseInt(matcher.group(1)));
            }
        }
        return numbers;
    }
}
