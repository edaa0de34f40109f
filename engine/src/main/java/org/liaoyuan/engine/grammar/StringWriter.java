package org.liaoyuan.engine.grammar;

/** Writes strings: by their length alone where there is no more to say, else state by state. */
final class StringWriter {

    /** Counting characters and states at once is a product of both. */
    private static final int MOST_COUNTED = 1_000;

    private final Repetition repetition;
    private final TextWriter texts;

    StringWriter(Rules rules) {
        repetition = new Repetition(rules);
        texts = new TextWriter(rules, true);
    }

    Expr write(StringShape shape, String hint) {
        if (shape.equals(StringShape.ANY)) {
            return Json.STRING;
        }
        if (shape.texts() == Automaton.ANY) {
            return Expr.seq(Expr.text("\""), repetition.of(Json.CHAR, shape.least(), shape.most()), Expr.text("\""));
        }
        return texts.write(counted(shape), hint);
    }

    /** The texts of the right length. A bound that is too large to count to is lowered. */
    static Automaton counted(StringShape shape) {
        String shortest = shape.texts().shortest();
        if (shortest == null) {
            return Automaton.NONE;
        }
        int longest = shape.texts().longest();
        boolean longEnough = shape.least() <= shortest.codePointCount(0, shortest.length());
        boolean shortEnough = shape.most() == Integer.MAX_VALUE || (longest >= 0 && longest <= shape.most());
        if (longEnough && shortEnough) {
            return shape.texts();
        }
        if (shape.least() > MOST_COUNTED) {
            throw new Refusal(
                    "a minLength of " + shape.least() + " beside a pattern is too large; at most " + MOST_COUNTED);
        }
        int states = Math.max(1, shape.texts().states());
        int most = shortEnough ? Regex.UNBOUNDED : Math.min(shape.most(), MOST_COUNTED);
        while (most > Math.max(20, shape.least()) && (long) most * states > 2L * Automaton.MOST_STATES) {
            most /= 2;
        }
        most = shortEnough ? most : Math.max(most, shape.least());
        return shape.texts().and(Subsets.whole(new Regex.Repeat(new Regex.Chars(CodePoints.ALL), shape.least(), most)));
    }
}
