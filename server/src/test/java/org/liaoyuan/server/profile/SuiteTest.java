package org.liaoyuan.server.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.profile.grade.Graders;
import org.liaoyuan.server.profile.probe.Ask;
import org.liaoyuan.server.profile.probe.Level;
import org.liaoyuan.server.profile.probe.Probe;
import org.liaoyuan.server.profile.probe.Skill;
import org.liaoyuan.server.profile.probe.Suite;

/** The questions themselves: each can be answered, and not by accident. */
class SuiteTest {

    private static final int LEAST_PROBES = 8;

    private final Graders graders = TestServer.get().bean(Graders.class);

    static Stream<Skill> skills() {
        return Suite.load().skills().stream();
    }

    private static String reference(Graders graders, Ask ask) {
        return ask.answer().isEmpty() ? graders.reference(ask.rule()).orElse("") : ask.answer();
    }

    private static List<Ask> asks(Level level) {
        return level.probes().stream().flatMap(p -> p.asks().stream()).toList();
    }

    @Test
    void thereAreTwelveSkillsOfThreeDifficulties() {
        assertThat(skills()).hasSize(12);
        assertThat(skills())
                .allSatisfy(s ->
                        assertThat(s.levels()).extracting(Level::difficulty).containsExactly(1, 2, 3));
        assertThat(skills()).allSatisfy(s -> assertThat(List.of(s.zh(), s.en())).doesNotContain(""));
    }

    @ParameterizedTest
    @MethodSource("skills")
    void everyLevelHasEnoughDifferentQuestionsInBothLanguages(Skill skill) {
        for (Level level : skill.levels()) {
            Set<String> prompts = new HashSet<>();
            asks(level).forEach(ask -> prompts.add(ask.prompt()));

            assertThat(level.probes()).hasSizeGreaterThanOrEqualTo(LEAST_PROBES);
            assertThat(prompts).hasSameSizeAs(asks(level));
            assertThat(level.probes()).extracting(Probe::id).doesNotHaveDuplicates();
            assertThat(level.probes())
                    .filteredOn(p -> p.language().equals("zh"))
                    .hasSize(level.probes().size() / 2);
            assertThat(level.probes()).allMatch(p -> p.maxTokens() > 0 && p.maxTokens() <= 300);
        }
    }

    @ParameterizedTest
    @MethodSource("skills")
    void theReferenceAnswerPassesItsOwnRule(Skill skill) {
        for (Level level : skill.levels()) {
            for (Probe probe : level.probes()) {
                for (Ask ask : probe.asks()) {
                    assertThat(graders.grade(ask.rule(), reference(graders, ask)))
                            .as(probe.id() + ": " + reference(graders, ask))
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("skills")
    void anAnswerThatOnlyRepeatsTheQuestionOrApologisesFails(Skill skill) {
        for (Level level : skill.levels()) {
            for (Probe probe : level.probes()) {
                for (Ask ask : probe.asks()) {
                    assertThat(graders.grade(ask.rule(), ask.prompt()))
                            .as(probe.id())
                            .isPresent();
                    assertThat(graders.grade(ask.rule(), "I'm sorry, as an AI I can't help with that."))
                            .as(probe.id())
                            .isPresent();
                }
            }
        }
    }

    /** Somebody else's right answer is wrong here, mostly: rules that let most answers through would measure nothing. */
    @ParameterizedTest
    @MethodSource("skills")
    void theAnswersToTheOtherQuestionsOfALevelMostlyFail(Skill skill) {
        for (Level level : skill.levels()) {
            List<Ask> asks = asks(level);
            long passed = 0;
            long tried = 0;
            for (Ask ask : asks) {
                for (Ask other : asks) {
                    if (other != ask) {
                        tried++;
                        passed += graders.grade(ask.rule(), reference(graders, other))
                                        .isEmpty()
                                ? 1
                                : 0;
                    }
                }
            }

            assertThat((double) passed / tried)
                    .as(skill.name() + " " + level.difficulty())
                    .isLessThan(0.5);
        }
    }

    @Test
    void generatedQuestionsAreTheSameInEveryRun() {
        assertThat(Suite.load()).isEqualTo(Suite.load());
    }
}
