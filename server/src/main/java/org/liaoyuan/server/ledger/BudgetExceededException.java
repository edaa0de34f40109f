package org.liaoyuan.server.ledger;

/** A budget is used up; the message says which, and when it renews. */
public final class BudgetExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BudgetExceededException(BudgetStatus status) {
        super("The budget of " + status.inWords() + ". It renews at " + status.renews()
                + "; whoever runs this server can raise it on the page Usage");
    }
}
