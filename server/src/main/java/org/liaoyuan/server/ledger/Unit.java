package org.liaoyuan.server.ledger;

/** What a budget counts. */
public enum Unit {
    TOKENS,
    JOULES,
    YUAN;

    double of(Spending spending) {
        return switch (this) {
            case TOKENS -> spending.tokens();
            case JOULES -> spending.joules();
            case YUAN -> spending.yuan();
        };
    }
}
