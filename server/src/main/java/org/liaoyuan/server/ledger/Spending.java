package org.liaoyuan.server.ledger;

/**
 * What has been spent, in every unit that a budget can have.
 *
 * @param tokens read and written
 * @param joules energy of the computing, without cooling: the figure shown under an answer
 * @param yuan electricity with cooling, and what a provider charges
 */
public record Spending(long tokens, double joules, double yuan) {

    public static final Spending NONE = new Spending(0, 0, 0);

    Spending plus(Spending other) {
        return new Spending(tokens + other.tokens, joules + other.joules, yuan + other.yuan);
    }

    Spending minus(Spending other) {
        return new Spending(tokens - other.tokens, joules - other.joules, yuan - other.yuan);
    }
}
