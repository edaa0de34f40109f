package org.liaoyuan.server.ledger;

import java.time.Instant;
import java.time.ZoneId;

/** What is used of one budget in its present period. Not thread-safe: {@link Budgets} guards it. */
final class BudgetCounter {

    final Budget budget;
    private final ZoneId zone;
    private final double warnAt;
    private Instant renews;
    private double used;
    private boolean warned;

    BudgetCounter(Budget budget, double used, Instant now, ZoneId zone, double warnAt) {
        this.budget = budget;
        this.used = used;
        this.zone = zone;
        this.warnAt = warnAt;
        // where it stood was told when it came there
        this.warned = used >= warnAt * budget.amount();
        this.renews = budget.period().end(now, zone);
    }

    /** @return whether this brought it to the point where its owner should be warned */
    boolean add(Spending spending, Instant now) {
        renew(now);
        // what is given back may have been spent before the period began
        used = Math.max(0, used + budget.unit().of(spending));
        boolean first = !warned && used >= warnAt * budget.amount();
        warned |= first;
        return first;
    }

    BudgetStatus status(Instant now) {
        renew(now);
        double share = used / budget.amount();
        return new BudgetStatus(budget, used, share, share >= warnAt, share >= 1, renews);
    }

    private void renew(Instant now) {
        if (!now.isBefore(renews)) {
            renews = budget.period().end(now, zone);
            used = 0;
            warned = false;
        }
    }
}
