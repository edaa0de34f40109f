package org.liaoyuan.engine.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * Counted repetitions that llama.cpp takes. It unrolls them into rules and takes more than 2,000 for "without bound", which would
 * accept too much; so large counts are built from blocks.
 */
final class Repetition {

    private static final int BLOCK = 500;
    /** No context of a model holds so many characters: from here on a bound bounds nothing. */
    private static final int BOUNDLESS = 100_000_000;

    private static final int MOST_NEEDED = 1_000_000;

    private final Rules rules;

    Repetition(Rules rules) {
        this.rules = rules;
    }

    /** The part, which should be one symbol, so many times; {@link Integer#MAX_VALUE} for without bound. */
    Expr of(Expr part, int least, int most) {
        if (least > most) {
            return Expr.NEVER;
        }
        if (least > MOST_NEEDED && !part.equals(Expr.NEVER)) {
            throw new Refusal("it asks for at least " + least + "; at most " + MOST_NEEDED + " can be asked for");
        }
        if (most >= BOUNDLESS) {
            return least <= BLOCK
                    ? Expr.repeat(part, least, -1)
                    : Expr.seq(exactly(part, least), Expr.repeat(part, 0, -1));
        }
        if (most <= BLOCK) {
            return Expr.repeat(part, least, most);
        }
        return Expr.seq(exactly(part, least), upTo(part, most - least));
    }

    private Expr exactly(Expr part, int times) {
        if (times <= BLOCK) {
            return Expr.repeat(part, times, times);
        }
        Expr block = rules.named("block", Expr.repeat(part, BLOCK, BLOCK));
        return Expr.seq(exactly(block, times / BLOCK), Expr.repeat(part, times % BLOCK, times % BLOCK));
    }

    /**
     * Whole blocks, then fewer than two blocks of single ones: every count from 0 on is reached, and the sampler follows no more
     * than three derivations at once.
     */
    private Expr upTo(Expr part, int most) {
        if (most <= BLOCK) {
            return Expr.repeat(part, 0, most);
        }
        int blocks = (most - (BLOCK - 1)) / BLOCK;
        List<Expr> parts = new ArrayList<>();
        Expr block = rules.named("block", Expr.repeat(part, BLOCK, BLOCK));
        parts.add(upTo(block, blocks));
        parts.add(Expr.repeat(part, 0, most - blocks * BLOCK));
        return Expr.seq(parts);
    }
}
