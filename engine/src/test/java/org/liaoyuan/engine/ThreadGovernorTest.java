package org.liaoyuan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToLongFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** On clocks of our own: how long a batch takes with so many threads is what each test says. */
class ThreadGovernorTest {

    private static final long MILLI = 1_000_000;

    /** Nobody else wants a core. */
    private static final IntToLongFunction QUIET = threads -> 24 * MILLI / threads;

    private long now;
    private long batches;

    /** What a token takes on average over so many seconds of computing. */
    private double run(ThreadGovernor governor, IntToLongFunction nanos, int seconds) {
        long begin = now;
        long end = now + seconds * 1000 * MILLI;
        int tokens = 0;
        while (now < end) {
            // batches of equal size differ by some percent
            long took = nanos.applyAsLong(governor.threads()) * (97 + batches++ * 7 % 6) / 100;
            now += took;
            governor.computed(1, took, now);
            tokens++;
        }
        return (double) (now - begin) / tokens;
    }

    /** Somebody wants {@code taken} of {@code cores}: what needs more than the others waits for each of its own. */
    private static IntToLongFunction busy(int cores, int taken) {
        return threads -> 24 * MILLI / threads * (threads > cores - taken ? 10 : 1);
    }

    @Test
    void aQuietMachineIsUsedWhole() {
        ThreadGovernor governor = ThreadGovernor.upTo(2);

        double nanos = run(governor, QUIET, 60);

        assertThat(governor.threads()).isEqualTo(2);
        assertThat(nanos).isLessThan(1.02 * QUIET.applyAsLong(2));
    }

    @Property(tries = 200)
    void whatOthersWantIsLeftToThemAndTakenBackAfterwards(
            @ForAll @IntRange(min = 2, max = 16) int cores, @ForAll @IntRange(min = 1, max = 3) int wanted) {
        int taken = Math.min(wanted, cores - 1);
        ThreadGovernor governor = ThreadGovernor.upTo(cores);
        now = 0;

        run(governor, QUIET, 20);
        run(governor, busy(cores, taken), 5);
        int threads = governor.threads();
        double nanos = run(governor, busy(cores, taken), 60);

        assertThat(threads).isLessThanOrEqualTo(cores - taken);
        assertThat(nanos).isLessThan(busy(cores, taken).applyAsLong(cores) / 2.0);

        run(governor, QUIET, 60);
        double again = run(governor, QUIET, 60);
        assertThat(again).isLessThan(1.1 * QUIET.applyAsLong(cores));
    }

    @Test
    void aMachineThatIsBusyFromTheStartIsNotWaitedFor() {
        ThreadGovernor governor = ThreadGovernor.upTo(2);

        run(governor, busy(2, 1), 3);

        assertThat(governor.threads()).isEqualTo(1);
    }

    @Test
    void aNumberThatWasAskedForStays() {
        ThreadGovernor governor = ThreadGovernor.fixed(3);

        run(governor, busy(4, 2), 20);

        assertThat(governor.threads()).isEqualTo(3);
    }

    @Test
    void promptsAreNotComparedWithTokens() {
        ThreadGovernor governor = ThreadGovernor.upTo(2);
        run(governor, QUIET, 5);

        for (int i = 0; i < 100; i++) {
            governor.computed(512, 1000 * MILLI, now += 1000 * MILLI);
        }

        assertThat(governor.threads()).isEqualTo(2);
    }
}
