package org.liaoyuan.server.model.internal.route;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A name that stands for several models.
 *
 * @param policy the order in which they are asked
 * @param targets names of models, {@code provider/model} for remote ones; not of aliases
 * @param weights for {@link Policy#WEIGHTED}, one a target; empty weighs them alike
 * @param localOnly whether only targets may answer from which no word leaves the house
 * @param skill only targets measured at this skill may answer; empty for all
 * @param difficulty of the skill, 1 to 3
 * @param atLeast what the lower bound of their success rate must reach, 0 to 1
 * @param hedgeAfter ask the next target too when the first has not begun by then; null for never, which is usual: it costs twice
 */
record AliasConfig(
        @DefaultValue("FALLBACK") Policy policy,
        @DefaultValue({}) List<String> targets,
        @DefaultValue({}) List<Double> weights,
        @DefaultValue("false") boolean localOnly,
        @DefaultValue("") String skill,
        @DefaultValue("1") int difficulty,
        @DefaultValue("0") double atLeast,
        @Nullable Duration hedgeAfter) {

    private static final int MOST_TARGETS = 32;

    AliasConfig {
        policy = policy == null ? Policy.FALLBACK : policy;
        targets = targets == null ? List.of() : List.copyOf(targets);
        weights = weights == null ? List.of() : List.copyOf(weights);
        skill = skill == null ? "" : skill;
        difficulty = difficulty == 0 ? 1 : difficulty;
        if (targets.isEmpty()
                || targets.size() > MOST_TARGETS
                || targets.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "targets is " + targets + "; expected 1 to " + MOST_TARGETS + " names of models");
        }
        if (!weights.isEmpty()
                && (weights.size() != targets.size() || weights.stream().anyMatch(w -> !(w >= 0 && w <= 1e6)))) {
            throw new IllegalArgumentException("weights is " + weights
                    + "; expected one number of 0 or more for each of the " + targets.size() + " targets, or none");
        }
        if (difficulty < 1 || difficulty > 3) {
            throw new IllegalArgumentException("difficulty is " + difficulty + "; expected 1 to 3");
        }
        if (!(atLeast >= 0 && atLeast <= 1)) {
            throw new IllegalArgumentException("at-least is " + atLeast + "; expected 0 to 1");
        }
        if (hedgeAfter != null && (hedgeAfter.isNegative() || hedgeAfter.isZero())) {
            throw new IllegalArgumentException(
                    "hedge-after is " + hedgeAfter + "; expected more than nothing, or leave it out");
        }
    }
}
