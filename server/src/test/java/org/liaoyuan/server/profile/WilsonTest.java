package org.liaoyuan.server.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonTest {

    /** Newcombe (1998), table I: 81/263, 15/148, 0/20, 1/29; the rest by hand from the formula. */
    @ParameterizedTest
    @CsvSource({
        "263, 81, 0.2553",
        "148, 15, 0.0624",
        "20, 0, 0.0000",
        "29, 1, 0.0061",
        "8, 8, 0.6756",
        "1, 1, 0.2065",
        "10, 5, 0.2366"
    })
    void theLowerBoundIsAsPublished(int n, int passes, double bound) {
        assertThat(Wilson.lowerBound(n, passes)).isCloseTo(bound, within(0.00006));
    }

    @Property
    void theBoundIsNeverAboveTheRateAndGrowsWithEveryPass(
            @ForAll @IntRange(min = 1, max = 500) int n, @ForAll @IntRange(min = 0, max = 499) int passes) {
        int p = passes % n;

        assertThat(Wilson.lowerBound(n, p)).isBetween(0.0, (double) p / n);
        assertThat(Wilson.lowerBound(n, p + 1)).isGreaterThan(Wilson.lowerBound(n, p));
    }

    @ParameterizedTest
    @CsvSource({"3, 4", "-1, 0", "3, -1"})
    void countsThatCannotBeAreRefused(int n, int passes) {
        assertThatThrownBy(() -> Wilson.lowerBound(n, passes)).hasMessageContaining("expected 0 ≤ passes ≤ n");
    }
}
