package org.liaoyuan.server.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.store.Reconciled;
import org.liaoyuan.server.store.Tenant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What may be spent, and the way for a request to spend it.
 *
 * <p>Guarantees: a request that comes when a budget is used up is refused; one under way counts against its budgets while it
 * spends, together with all others, so that the sum is known at each moment and not only when rows are written. Counters are
 * this process's: what another process on the same database spends is seen when it is written and this one reconciles.
 */
public final class Budgets implements Reconciled {

    private static final Logger LOG = LoggerFactory.getLogger(Budgets.class);

    private final BudgetStore store;
    private final Ledger ledger;
    private final InstantSource clock;
    private final ZoneId zone;
    private final double warnAt;

    /** Guarded by this object's monitor, as is all below. Null until they are read from the database. */
    private @Nullable Map<UUID, BudgetCounter> counters;

    private final Set<Allowance> open = new LinkedHashSet<>();

    Budgets(BudgetStore store, Ledger ledger, LedgerSettings settings, InstantSource clock) {
        this.store = store;
        this.ledger = ledger;
        this.clock = clock;
        this.zone = settings.zoneId();
        this.warnAt = settings.warnAt();
    }

    /** A request's leave to spend. It is given even when nothing is left: the refused have their row too. */
    public synchronized Allowance open(Payer payer) {
        Allowance allowance = new Allowance(this, payer);
        open.add(allowance);
        return allowance;
    }

    synchronized void requireSomeLeft(Payer payer) {
        for (BudgetStatus status : of(payer)) {
            if (status.exhausted()) {
                throw new BudgetExceededException(status);
            }
        }
    }

    synchronized boolean spend(Allowance allowance, Spending total) {
        if (!open.contains(allowance)) {
            return false;
        }
        Spending more = total.minus(allowance.spent);
        allowance.spent = total;
        Instant now = clock.instant();
        boolean usedUp = false;
        for (BudgetCounter counter : counters().values()) {
            if (counter.budget.concerns(allowance.payer())) {
                boolean warn = counter.add(more, now);
                BudgetStatus status = counter.status(now);
                if (warn) {
                    LOG.warn("budget of {}", status.inWords());
                }
                usedUp |= status.exhausted();
            }
        }
        return usedUp;
    }

    /** @param allowance of which nothing was spent */
    synchronized void discard(Allowance allowance) {
        open.remove(allowance);
    }

    /** In one step, so that a budget made at this moment counts the request once: as open, or by its row. */
    synchronized void settle(Allowance allowance, Entry entry) {
        if (open.contains(allowance)) {
            spend(allowance, entry.spending());
            open.remove(allowance);
            ledger.record(entry);
        }
    }

    /** Every budget of the organisation that asks, and how it stands. */
    synchronized List<BudgetStatus> all() {
        Instant now = clock.instant();
        return counters().values().stream()
                .filter(c -> isOurs(c.budget))
                .map(c -> c.status(now))
                .toList();
    }

    private static boolean isOurs(Budget budget) {
        Tenant tenant = Tenant.current();
        return tenant.system() || budget.organisation().equals(tenant.organisation());
    }

    synchronized List<BudgetStatus> of(Payer payer) {
        Instant now = clock.instant();
        return counters().values().stream()
                .filter(c -> c.budget.concerns(payer))
                .map(c -> c.status(now))
                .toList();
    }

    /** Sets a budget, or the amount of the one that the subject has for this period and unit; it counts from the period's start. */
    synchronized BudgetStatus put(Budget wanted) {
        Budget budget = Tenant.SYSTEM.ask(() -> store.put(wanted));
        BudgetCounter counter = counter(budget);
        Map<UUID, BudgetCounter> all = new LinkedHashMap<>(counters());
        all.put(budget.id(), counter);
        counters = sorted(all);
        return counter.status(clock.instant());
    }

    /** @return whether this organisation had one */
    synchronized boolean remove(UUID id) {
        BudgetCounter counter = counters().get(id);
        if (counter == null || !isOurs(counter.budget)) {
            return false;
        }
        counters().remove(id);
        return Tenant.SYSTEM.ask(() -> store.remove(id));
    }

    /** The next request reads budgets, and what all processes have spent, anew. */
    @Override
    public synchronized void reconcile() {
        counters = null;
    }

    private Map<UUID, BudgetCounter> counters() {
        Map<UUID, BudgetCounter> known = counters;
        if (known == null) {
            known = new LinkedHashMap<>();
            for (Budget budget : Tenant.SYSTEM.ask(store::all)) {
                known.put(budget.id(), counter(budget));
            }
            known = sorted(known);
            counters = known;
        }
        return known;
    }

    private BudgetCounter counter(Budget budget) {
        Instant now = clock.instant();
        Spending written = ledger.spent(budget, budget.period().start(now, zone));
        Spending underWay = open.stream()
                .filter(a -> budget.concerns(a.payer()))
                .map(a -> a.spent)
                .reduce(Spending.NONE, Spending::plus);
        return new BudgetCounter(budget, budget.unit().of(written.plus(underWay)), now, zone, warnAt);
    }

    private static Map<UUID, BudgetCounter> sorted(Map<UUID, BudgetCounter> all) {
        List<BudgetCounter> order = new ArrayList<>(all.values());
        order.sort(Comparator.comparing((BudgetCounter c) -> c.budget.subject())
                .thenComparing(c -> c.budget.subjectId())
                .thenComparing(c -> c.budget.period())
                .thenComparing(c -> c.budget.unit()));
        Map<UUID, BudgetCounter> sorted = new LinkedHashMap<>();
        order.forEach(c -> sorted.put(c.budget.id(), c));
        return sorted;
    }
}
