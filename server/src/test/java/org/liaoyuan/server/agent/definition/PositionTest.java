package org.liaoyuan.server.agent.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionTest {

    @ParameterizedTest
    @CsvSource({
        // in a stretch
        "4, 3, true",
        "3, 4, false",
        "10, 9, true",
        "3, 3, false",
        // in a branch, beside it, before and after both
        "4.left.1, 4.left.0, true",
        "4.left.0, 4.left.1, false",
        "4.right.5, 4.left.0, false",
        "5, 4.left.0, true",
        "4, 4.left.0, false",
        "4.left.0, 4, true",
        "4.left.0, 5, false",
        // a round comes before its inside, a loop's own step after its rounds
        "5.2, 5.1.0, true",
        "5.1.0, 5.2, false",
        "5.2.0, 5.2, true",
        "5.2, 5.2.0, false",
        "5, 5.2.0, true",
        "5, 5.2, true",
        "5.2, 5, false",
        "5.2.0, 5, false",
        "6, 5.2.0, true",
        // branches in a round, a loop in a branch
        "5.2.1.a.0, 5.2.1.b.0, false",
        "5.3, 5.2.1.b.0, true",
        "4.left.2, 4.left.2.1.0, true",
        "4.right.2.1.0, 4.left.2.1.0, false"
    })
    void oneHangsOnAnother(String one, String other, boolean after) {
        assertThat(Position.isAfter(one, other)).isEqualTo(after);
    }
}
