package org.liaoyuan.server.ledger;

import java.util.List;

/** One request's leave to spend, open while it is being answered. Thread-safe. Settle it, whatever happened, or discard it. */
public final class Allowance {

    private final Budgets budgets;
    private final Payer payer;

    /** Guarded by {@link #budgets}. */
    Spending spent = Spending.NONE;

    Allowance(Budgets budgets, Payer payer) {
        this.budgets = budgets;
        this.payer = payer;
    }

    /** On whose account it goes. */
    public Payer payer() {
        return payer;
    }

    /** Whether any budget limits it. */
    public boolean isLimited() {
        return !budgets.of(payer).isEmpty();
    }

    /**
     * Says what the request has taken so far.
     *
     * @return whether a budget is used up, by this request or by another beside it: end it now
     */
    public boolean isUsedUpBy(Spending total) {
        return budgets.spend(this, total);
    }

    /** @throws BudgetExceededException if a budget is used up; the message says which */
    public void requireSomeLeft() {
        budgets.requireSomeLeft(payer);
    }

    /** What the asker should know: budgets that are nearly used up, in words. */
    public List<String> warnings() {
        return budgets.of(payer).stream()
                .filter(BudgetStatus::warning)
                .map(BudgetStatus::inWords)
                .toList();
    }

    /** Leaves no row: nothing was asked and nothing was done. */
    public void discard() {
        budgets.discard(this);
    }

    /** Books the row; nothing is spent afterwards. */
    public void settle(Entry entry) {
        budgets.settle(this, entry);
    }
}
