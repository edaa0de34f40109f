package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Looks at the database are spared where nothing can be due. */
class LullTest {

    private long changes;
    private long nanos = -7;
    private int looks;
    private Optional<Duration> next = Optional.empty();
    private Runnable meanwhile = () -> {};

    private final Lull lull = new Lull(Lull.LONGEST, () -> changes, () -> nanos, () -> {
        looks++;
        meanwhile.run();
        return next;
    });

    /** @return how often it looked in so many seconds, asked to each second */
    private int looked(int seconds) {
        int before = looks;
        for (int i = 0; i < seconds; i++) {
            lull.look();
            nanos += Duration.ofSeconds(1).toNanos();
        }
        return looks - before;
    }

    @Test
    void whereNothingIsWrittenItLooksForWhatOthersWroteAlone() {
        assertThat(looked(1)).as("at once").isEqualTo(1);
        assertThat(looked((int) Lull.LONGEST.toSeconds() - 1)).isZero();
        assertThat(looked(10 * (int) Lull.LONGEST.toSeconds())).isEqualTo(10);
    }

    @Test
    void whatIsWrittenIsLookedAtTheNextTimeAndOnce() {
        looked(1);
        changes++;

        assertThat(looked(1)).isEqualTo(1);
        assertThat(looked(5)).isZero();
    }

    @Test
    void whatIsWrittenWhileItLooksIsLookedAtTheNextTime() {
        meanwhile = () -> {
            changes++;
            meanwhile = () -> {};
        };

        assertThat(looked(2)).isEqualTo(2);
        assertThat(looked(5)).isZero();
    }

    @Test
    void whatHasATimeIsLookedAtWhenThatHasCome() {
        next = Optional.of(Duration.ofSeconds(4));
        looked(1);
        next = Optional.empty();

        assertThat(looked(3)).isZero();
        assertThat(looked(1)).isEqualTo(1);
        assertThat(looked(9)).isZero();
    }

    @Test
    void whatIsDueStillIsLookedAtTheNextTime() {
        next = Optional.of(Duration.ofSeconds(-3));

        assertThat(looked(3)).isEqualTo(3);
    }

    @Test
    void aLookThatFailedIsDoneAgain() {
        meanwhile = () -> {
            throw new IllegalStateException("no database");
        };
        assertThatThrownBy(lull::look).hasMessage("no database");
        meanwhile = () -> {};

        assertThat(looked(1)).isEqualTo(1);
    }
}
