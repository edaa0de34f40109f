package org.liaoyuan.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;

/**
 * What became of a run whose server was killed.
 *
 * @param place where it was held
 * @param held whether it came by there, and was
 * @param steps how many it is known to have attempted, its own and those of runs that it began
 * @param finished steps that were written down before the kill, and attempted again
 * @param changed such steps whose rows are gone or others since
 * @param underWay steps that were attempted twice without having been written down before
 * @param underWayInOne how many of them were in one branch of one run, at most
 * @param attempts how often one step was attempted, at most
 * @param output its answer's text; empty for none
 * @param up how long the server took to be there again
 * @param done how long the run took from then on; negative where it was over before, and only who asked was not answered
 */
record Killed(
        String place,
        boolean held,
        int steps,
        List<String> finished,
        List<String> changed,
        int underWay,
        long underWayInOne,
        int attempts,
        String output,
        Duration up,
        Duration done) {

    /**
     * What was written down, by run and position.
     *
     * @param ids of the run and those that it began
     * @param attempts each time that something was about to be, before the kill and after it
     */
    record Rows(List<String> ids, List<String> attempts, Map<String, String> before, Map<String, String> after) {}

    /** When the server was started again, and when it was there. */
    record Times(Instant again, Instant up) {}

    static Killed of(String place, boolean held, Rows rows, JsonNode end, Times times) {
        Map<String, Integer> counted = new HashMap<>();
        rows.attempts().stream()
                .filter(step -> rows.ids().contains(run(step)))
                .forEach(step -> counted.merge(step, 1, Integer::sum));
        List<String> twice =
                counted.keySet().stream().filter(step -> counted.get(step) > 1).toList();
        List<String> underWay =
                twice.stream().filter(step -> !rows.before().containsKey(step)).toList();
        Map<String, Integer> branches = new HashMap<>();
        underWay.forEach(step -> branches.merge(run(step) + " " + branch(step), 1, Integer::sum));
        Instant ended = end.at("/run/endedAt").isString()
                ? Instant.parse(end.at("/run/endedAt").asString())
                : Instant.MAX;
        return new Killed(
                place,
                held,
                counted.size(),
                twice.stream().filter(rows.before()::containsKey).toList(),
                rows.before().keySet().stream()
                        .filter(step -> rows.ids().contains(run(step)))
                        .filter(step ->
                                !rows.before().get(step).equals(rows.after().get(step)))
                        .toList(),
                underWay.size(),
                branches.values().stream().mapToInt(n -> n).max().orElse(0),
                counted.values().stream().mapToInt(n -> n).max().orElse(0),
                end.at("/run/output/text").asString(""),
                Duration.between(times.again(), times.up()),
                ended == Instant.MAX ? Duration.ofDays(1) : Duration.between(times.up(), ended));
    }

    private static String run(String step) {
        return step.split(" ")[0];
    }

    /** Of a step: the branch that it stands in, or none. */
    private static String branch(String step) {
        return step.replaceFirst(".* (\\d+\\.[a-z]+)?.*", "$1");
    }

    /** Prints what became of them all, then looks whether it is as it has to be. */
    static void report(String what, List<Killed> all, String output) {
        List<Killed> held = all.stream().filter(Killed::held).toList();
        for (Killed one : all) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-18s %s, %d steps: %d finished repeated, %d under way repeated, the same answer: %s, done %s%n",
                    one.place,
                    one.held ? "held" : "not passed",
                    one.steps,
                    one.finished.size(),
                    one.underWay,
                    one.output.equals(output) ? "yes" : "NO",
                    one.done.isNegative() ? "before" : one.done.toMillis() + " ms after the server was up");
        }
        System.out.printf(
                Locale.ROOT,
                "%s, killed at %d places (%d more were not passed): %d finished steps repeated, %d under way repeated"
                        + " (%d of one branch at most), %d of %d answers the same; the server up again after %d ms"
                        + " (longest %d), a run done %d ms after that (longest %d)%n",
                what,
                held.size(),
                all.size() - held.size(),
                held.stream().mapToInt(one -> one.finished.size()).sum(),
                held.stream().mapToInt(Killed::underWay).sum(),
                held.stream().mapToLong(Killed::underWayInOne).max().orElse(0),
                all.stream().filter(one -> one.output.equals(output)).count(),
                all.size(),
                median(held, one -> one.up.toMillis()),
                longest(held, one -> one.up.toMillis()),
                median(held, one -> one.done.toMillis()),
                longest(held, one -> one.done.toMillis()));

        assertThat(held).as("runs are held there").isNotEmpty();
        for (Killed one : all) {
            assertThat(one.output).as("%s: the same answer", one).isEqualTo(output);
            assertThat(one.steps).as("%s: the log tells of its steps", one).isGreaterThan(5);
            assertThat(one.finished)
                    .as("%s: what was finished is not repeated", one)
                    .isEmpty();
            assertThat(one.changed).as("%s: rows stay", one).isEmpty();
            assertThat(one.underWayInOne)
                    .as("%s: one of each branch at most", one)
                    .isLessThanOrEqualTo(1);
            assertThat(one.attempts).as("%s: nothing is done a third time", one).isLessThanOrEqualTo(2);
        }
    }

    /** Of those that were not over when the server died. */
    private static long median(List<Killed> all, ToLongFunction<Killed> time) {
        List<Long> times = all.stream()
                .filter(one -> !one.done.isNegative())
                .map(time::applyAsLong)
                .sorted()
                .toList();
        return times.isEmpty() ? 0 : times.get(times.size() / 2);
    }

    private static long longest(List<Killed> all, ToLongFunction<Killed> time) {
        return all.stream().mapToLong(time).max().orElse(0);
    }
}
