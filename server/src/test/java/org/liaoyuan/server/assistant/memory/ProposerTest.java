package org.liaoyuan.server.assistant.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which facts are found in turns. {@code turns.jsonl} is what the rules were made by; {@code held-out.jsonl} was written before they were
 * measured on it, and the rules were not changed after.
 */
class ProposerTest {

    private static final JsonMapper JSON = new JsonMapper();

    /** A turn, and what is to be found in it. */
    private record Labelled(String turn, List<String> facts) {}

    /** Counts over a set. */
    private record Measured(int right, int wrong, int missed) {

        double precision() {
            return right / (double) (right + wrong);
        }

        double recall() {
            return right / (double) (right + missed);
        }
    }

    private static List<Labelled> set(String name) {
        try (InputStream in = Objects.requireNonNull(ProposerTest.class.getResourceAsStream("/memory/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> JSON.readValue(line, Labelled.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Measured measure(String name) {
        int right = 0;
        int wrong = 0;
        int missed = 0;
        for (Labelled each : set(name)) {
            List<String> found =
                    Proposer.facts(each.turn()).stream().map(Fact::text).toList();
            int both = (int) found.stream().filter(each.facts()::contains).count();
            right += both;
            wrong += found.size() - both;
            missed += each.facts().size() - both;
        }
        return new Measured(right, wrong, missed);
    }

    private static List<String> found(String turn) {
        return Proposer.facts(turn).stream().map(Fact::text).toList();
    }

    @Test
    void aClauseWithoutASubjectIsSaidOfThePersonAsTheOneBefore() {
        assertThat(found("我叫小雅，对花生过敏")).containsExactly("我叫小雅", "对花生过敏");
        assertThat(found("我是一名护士，住在成都，喜欢爬山。")).containsExactly("我是一名护士", "住在成都", "喜欢爬山");
        assertThat(found("我女儿五岁，对牛奶过敏")).as("not the person's").doesNotContain("对牛奶过敏");
        assertThat(found("我叫小雅，他说的话你别信，对花生过敏")).as("another came between").containsExactly("我叫小雅");
        assertThat(found("我叫小雅，对花生过敏怎么办？")).containsExactly("我叫小雅");
    }

    @Test
    void theSetIsLargeAndMostOfItHoldsNoFact() {
        List<Labelled> all = set("turns.jsonl");

        assertThat(all).hasSizeGreaterThanOrEqualTo(150).doesNotHaveDuplicates();
        assertThat(all.stream().filter(each -> each.facts().isEmpty()).count()).isGreaterThanOrEqualTo(all.size() / 2);
    }

    @Test
    void factsAreFoundAsWellAsWasMeasured() {
        Measured made = measure("turns.jsonl");

        assertThat(made.wrong()).as("%s", made).isZero();
        assertThat(made.recall()).as("%s", made).isGreaterThanOrEqualTo(0.94);
    }

    @Test
    void factsOfTurnsThatTheRulesWereNotMadeByAreFoundAsWellAsWasMeasured() {
        Measured held = measure("held-out.jsonl");

        assertThat(held.precision()).as("%s", held).isGreaterThanOrEqualTo(0.89);
        assertThat(held.recall()).as("%s", held).isGreaterThanOrEqualTo(0.78);
    }

    @Test
    void aFactKnowsWhatItIsAboutAndWhatItStandsInFor() {
        assertThat(Proposer.facts("我叫李明，我对花生过敏。我女儿3岁。"))
                .containsExactly(
                        new Fact("我叫李明", MemoryKind.NAME, "name"),
                        new Fact("我对花生过敏", MemoryKind.HEALTH, ""),
                        new Fact("我女儿3岁", MemoryKind.FAMILY, "family:女儿:age"));
        assertThat(FactRules.sorted("My name is Ann")).isEqualTo(new Fact("My name is Ann", MemoryKind.NAME, "name"));
        assertThat(FactRules.sorted("likes long walks").kind()).isEqualTo(MemoryKind.OTHER);
    }

    @Test
    void whatIsToBeRememberedIsSortedByItsWords() {
        assertThat(Proposer.facts("记住我叫阿雅")).containsExactly(new Fact("我叫阿雅", MemoryKind.NAME, "name"));
    }

    @Test
    void aTurnGivesThreeAtMostAndNoneTwice() {
        assertThat(Proposer.facts("我叫李明。我叫李明。我住在成都。我对花生过敏。我是一名护士。")).hasSize(3).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```\n我叫李明",
                "他发来一句“我叫李明",
                "我叫<b>李明</b>",
                "\u2028\u2029",
                "我叫",
                "remember that",
                "记住",
                "\"\"\"\"\"",
                "'''",
                "<<<<<<",
                "：\n：\n："
            })
    void whatBreaksOffHoldsNoFact(String turn) {
        assertThat(Proposer.facts(turn)).isEmpty();
    }

    /** A text that a rule could go back and forth in. */
    @Test
    void aHostileTurnIsReadToItsEnd() {
        String hostile = "我对" + "过敏不".repeat(400);
        String english = "I am allergic to " + "a ,".repeat(400);

        assertThat(Proposer.facts(hostile)).isEmpty();
        assertThat(Proposer.facts(english).size()).isLessThanOrEqualTo(1);
    }
}
