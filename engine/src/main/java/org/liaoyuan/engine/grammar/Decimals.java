package org.liaoyuan.engine.grammar;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.IntPredicate;

/**
 * Sets of numbers, as automata over their plain decimal spelling: {@code -?(0|[1-9]\d*)(\.\d+)?}. They are exact (every spelling
 * of a number is in or out with it), so they may be negated within {@link #ANY}.
 */
final class Decimals {

    /** Digits of a bound; beyond it nobody means the digits. */
    private static final int MOST_DIGITS = 400;

    private static final int LARGEST_DIVISOR = 2_000;

    /** What a model is let write where it can: a reader with doubles must not round it past a bound, nor a model get lost in it. */
    private static final int USUAL_INTEGER_DIGITS = 15;

    private static final int USUAL_FRACTION_DIGITS = 9;

    static final Automaton ANY = Numeral.compile(new Anything());
    /** Numbers without a fractional part, "1.0" among them. */
    static final Automaton INTEGRAL = multiples(BigDecimal.ONE);
    /** The spellings without a point. */
    static final Automaton WHOLE = Subsets.whole(pattern("-?(?:0|[1-9][0-9]*)"));

    private static final Automaton NEGATIVE_ZERO = Subsets.whole(pattern("-0(?:\\.0+)?"));

    private Decimals() {}

    private static Regex pattern(String pattern) {
        return EcmaPattern.parse(pattern);
    }

    private record Anything() implements Numeral.Judge<Boolean> {
        @Override
        public Boolean start() {
            return true;
        }

        @Override
        public Boolean digit(Boolean state, int digit, boolean fraction) {
            return state;
        }

        @Override
        public boolean accepts(Boolean state, boolean negative) {
            return true;
        }
    }

    static Automaton below(BigDecimal bound, boolean inclusive) {
        return compared(bound, c -> c < 0 || (inclusive && c == 0));
    }

    static Automaton above(BigDecimal bound, boolean inclusive) {
        return compared(bound, c -> c > 0 || (inclusive && c == 0));
    }

    private static Automaton compared(BigDecimal bound, IntPredicate wanted) {
        return Numeral.compile(new Comparison(sane(bound), wanted));
    }

    static Automaton multiples(BigDecimal divisor) {
        BigDecimal exact = sane(divisor).stripTrailingZeros();
        int scale = Math.max(0, exact.scale());
        BigInteger unscaled = exact.movePointRight(scale).toBigIntegerExact();
        if (unscaled.bitLength() > 31 || unscaled.intValueExact() > LARGEST_DIVISOR) {
            throw new Refusal("multiples of " + divisor
                    + " need too large an automaton; the digits of a divisor may count up to " + LARGEST_DIVISOR);
        }
        return Numeral.compile(new Remainder(unscaled.intValueExact(), scale));
    }

    /** Exactly this number, in one spelling. */
    static String spelling(BigDecimal number) {
        BigDecimal plain = sane(number).stripTrailingZeros();
        return plain.signum() == 0 ? "0" : plain.toPlainString();
    }

    /** The same numbers in spellings of bounded length, so that a model can't write digits for ever. */
    static Automaton bounded(Automaton numbers) {
        Automaton plain = numbers.minus(NEGATIVE_ZERO);
        Automaton usual = plain.and(atMost(USUAL_INTEGER_DIGITS, USUAL_FRACTION_DIGITS));
        return usual.isEmpty() ? plain.and(atMost(MOST_DIGITS, MOST_DIGITS)) : usual;
    }

    private static Automaton atMost(int integer, int fraction) {
        return Subsets.whole(pattern("-?(?:0|[1-9][0-9]{0," + (integer - 1) + "})(?:\\.[0-9]{1," + fraction + "})?"));
    }

    private static BigDecimal sane(BigDecimal number) {
        if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
            throw new Refusal("the number has more than " + MOST_DIGITS + " digits");
        }
        return number;
    }

    /** The remainder of the digits read so far; fraction digits beyond the divisor's own must be zeros. */
    private record Remainder(int divisor, int scale) implements Numeral.Judge<Remainder.State> {

        record State(int remainder, int fractionDigits, boolean tooFine) {}

        @Override
        public State start() {
            return new State(0, 0, false);
        }

        @Override
        public State digit(State s, int digit, boolean fraction) {
            if (!fraction) {
                return new State((s.remainder * 10 + digit) % divisor, 0, false);
            }
            if (s.fractionDigits == scale) {
                return s.tooFine || digit != 0 ? new State(0, scale, true) : s;
            }
            return new State((s.remainder * 10 + digit) % divisor, s.fractionDigits + 1, false);
        }

        @Override
        public boolean accepts(State s, boolean negative) {
            long rest = s.remainder;
            for (int i = s.fractionDigits; i < scale; i++) {
                rest = rest * 10 % divisor;
            }
            return !s.tooFine && rest == 0;
        }
    }

    /** Compares digit by digit with the bound's absolute value, then minds the signs. */
    private record Comparison(BigDecimal bound, IntPredicate wanted) implements Numeral.Judge<Comparison.State> {

        /** Integer digits read (one more than the bound's at most), fraction digits, and the first difference. */
        record State(int integer, int fraction, int difference) {}

        private String integerDigits() {
            return bound.abs().toBigInteger().toString();
        }

        private String fractionDigits() {
            BigDecimal rest = bound.abs().remainder(BigDecimal.ONE).stripTrailingZeros();
            return rest.signum() == 0 ? "" : rest.toPlainString().substring(2);
        }

        @Override
        public State start() {
            return new State(0, 0, 0);
        }

        @Override
        public State digit(State s, int digit, boolean inFraction) {
            String digits = inFraction ? fractionDigits() : integerDigits();
            int at = inFraction ? s.fraction : s.integer;
            int own = at < digits.length() ? digits.charAt(at) - '0' : inFraction ? 0 : digit;
            int difference = s.difference != 0 ? s.difference : Integer.compare(digit, own);
            if (!inFraction) {
                return new State(Math.min(at + 1, digits.length() + 1), 0, difference);
            }
            State settled = settled(s);
            if (settled.difference != 0) {
                return new State(settled.integer, 0, settled.difference);
            }
            return new State(s.integer, Math.min(at + 1, digits.length()), difference);
        }

        /** Once the integer digits are over, their number decides first. */
        private State settled(State s) {
            int longer = Integer.compare(s.integer, integerDigits().length());
            return longer == 0 ? s : new State(integerDigits().length(), 0, longer);
        }

        @Override
        public boolean accepts(State state, boolean negative) {
            State s = settled(state);
            int size = s.difference != 0
                    ? s.difference
                    : s.fraction < fractionDigits().length() ? -1 : 0;
            int result;
            if (bound.signum() >= 0) {
                result = negative && !(bound.signum() == 0 && size == 0) ? -1 : size;
            } else {
                result = negative ? -size : 1;
            }
            return wanted.test(result);
        }
    }
}
