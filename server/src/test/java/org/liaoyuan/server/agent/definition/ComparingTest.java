package org.liaoyuan.server.agent.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparingTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "` Tea `, EQUAL, tea, true",
                "`green tea`, CONTAINS, TEA, true",
                "`10`, GREATER, 9, true",
                "`ten`, GREATER, 9, false",
                "`12345`, LONGER, 4, true",
                "`12345`, LONGER, 5, false",
                "` 123  `, LONGER, 3, false",
                "`茶𝄞`, LONGER, 2, false",
                "`茶𝄞`, SHORTER, 3, true",
                "``, SHORTER, 1, true",
                "`12345`, LONGER, four, false",
                "`-1.50`, NUMBER, ``, true",
                "`1,5`, NUMBER, ``, false",
                "``, NUMBER, ``, false",
                "`{\"a\": [1]}`, JSON, ``, true",
                "`\"text\"`, JSON, ``, true",
                "`{\"a\": [1]} and more`, JSON, ``, false",
                "`{\"a\": `, JSON, ``, false",
                "`{'a': 1}`, JSON, ``, false",
                "` `, JSON, ``, false"
            })
    void valuesAreCompared(String value, Node.Comparison is, String than, boolean fits) {
        assertThat(Comparing.fits(value, is, than)).isEqualTo(fits);
    }

    @org.junit.jupiter.api.Test
    void jsonThatGoesDownWithoutEndIsNone() {
        assertThat(Comparing.fits("[".repeat(100_000), Node.Comparison.JSON, ""))
                .isFalse();
    }
}
