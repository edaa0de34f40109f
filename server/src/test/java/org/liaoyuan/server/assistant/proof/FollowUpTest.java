package org.liaoyuan.server.assistant.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowUpTest {

    @ParameterizedTest
    @ValueSource(strings = {"那它呢？", "为什么", "谁设计的？", "它的灯能照多远？", "And who designed it?", "What about the ferry?", "谢谢"})
    void aTurnThatLeansOnTheOneBeforeTakesItAlong(String turn) {
        assertThat(FollowUp.question(List.of("东极岛的灯塔是哪一年建成的？", turn))).isEqualTo("东极岛的灯塔是哪一年建成的？\n" + turn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"杭州到舟山的高速公路全长多少公里？", "How many people live on the island of Dongji in winter?"})
    void aWholeQuestionStandsAlone(String turn) {
        assertThat(FollowUp.question(List.of("东极岛的灯塔是哪一年建成的？", turn))).isEqualTo(turn);
    }

    @Test
    void aFollowUpOfAFollowUpGoesBackToWhatItIsAbout() {
        assertThat(FollowUp.question(List.of(
                        "unused and long enough to stand alone as it is here", "东极岛的灯塔是哪一年建成的？", "谁设计的？", "为什么？")))
                .isEqualTo("东极岛的灯塔是哪一年建成的？\n谁设计的？\n为什么？");
    }

    @Test
    void itIsNeverLongerThanASearchTakes() {
        assertThat(FollowUp.question(List.of("字".repeat(5_000)))).hasSize(1_000);
        assertThat(FollowUp.question(List.of("字".repeat(5_000), "那呢？")))
                .hasSizeLessThanOrEqualTo(1_000)
                .endsWith("那呢？");
    }
}
