package org.liaoyuan.server.ledger;

import java.time.Instant;
import java.util.Locale;

/**
 * How a budget stands.
 *
 * @param budget which
 * @param used of its amount, in this period
 * @param share the same as a share of the amount
 * @param warning whether so much is used that its owner should know
 * @param exhausted whether requests are refused
 * @param renews when the next period begins
 */
public record BudgetStatus(
        Budget budget, double used, double share, boolean warning, boolean exhausted, Instant renews) {

    /** Such as {@code person local: 8300 of 10000 tokens a day used (83 %)}. */
    String inWords() {
        String unit = EntryStore.lower(budget.unit());
        return String.format(
                Locale.ROOT,
                "%s %s: %s of %s %s a %s used (%.0f %%)",
                EntryStore.lower(budget.subject()),
                budget.subjectId(),
                figure(used),
                figure(budget.amount()),
                unit,
                EntryStore.lower(budget.period()),
                Math.floor(100 * share));
    }

    private static String figure(double value) {
        return value >= 100 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2g", value);
    }
}
