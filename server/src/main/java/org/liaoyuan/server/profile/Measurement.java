package org.liaoyuan.server.profile;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.profile.probe.Level;
import org.liaoyuan.server.profile.probe.Skill;
import org.liaoyuan.server.profile.probe.Suite;

/**
 * What to measure; what is missing means all.
 *
 * @param model its name
 * @param skill only this one
 * @param difficulty only this one
 * @param repeat how often each question is asked, 1 to 10. A repeated question is still one question: it passes if every try does
 * @param quick only the first Chinese and the first English question of each
 */
record Measurement(
        @Nullable String model,
        @Nullable String skill,
        @Nullable Integer difficulty,
        @Nullable Integer repeat,
        @Nullable Boolean quick) {

    private static final int MOST_REPEATS = 10;
    private static final int QUICK_PROBES = 2;

    /** A part of the suite, of one skill and difficulty. */
    record Part(String skill, Level level) {}

    Measurement {
        if (repeat != null && (repeat < 1 || repeat > MOST_REPEATS)) {
            throw new IllegalArgumentException("repeat is " + repeat + "; expected 1 to " + MOST_REPEATS);
        }
        if (difficulty != null && (difficulty < 1 || difficulty > Level.HARDEST)) {
            throw new IllegalArgumentException("difficulty is " + difficulty + "; expected 1 to " + Level.HARDEST);
        }
    }

    int times() {
        return repeat == null ? 1 : repeat;
    }

    /** @throws IllegalArgumentException if the suite has no such skill */
    List<Part> parts(Suite suite) {
        if (skill != null && suite.skill(skill).isEmpty()) {
            throw new IllegalArgumentException("skill is '" + skill + "'; expected one of "
                    + suite.skills().stream().map(Skill::name).toList());
        }
        return suite.skills().stream()
                .filter(s -> skill == null || s.name().equals(skill))
                .flatMap(s -> s.levels().stream()
                        .filter(l -> difficulty == null || l.difficulty() == difficulty)
                        .map(l -> new Part(s.name(), Boolean.TRUE.equals(quick) ? shortened(l) : l)))
                .toList();
    }

    private static Level shortened(Level level) {
        var first = level.probes().getFirst();
        return new Level(
                level.difficulty(),
                level.probes().stream()
                        .filter(p -> p == first
                                || p
                                        == level.probes().stream()
                                                .filter(o -> !o.language().equals(first.language()))
                                                .findFirst()
                                                .orElse(first))
                        .limit(QUICK_PROBES)
                        .toList());
    }
}
