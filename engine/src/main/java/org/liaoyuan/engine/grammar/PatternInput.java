package org.liaoyuan.engine.grammar;

/** The characters of a pattern, and where the reader stands. */
final class PatternInput {

    private final String pattern;
    private int at;

    PatternInput(String pattern) {
        this.pattern = pattern;
    }

    int position() {
        return at;
    }

    void reset(int position) {
        at = position;
    }

    boolean atEnd() {
        return at >= pattern.length();
    }

    boolean startsWith(String text) {
        return pattern.startsWith(text, at);
    }

    boolean take(String text) {
        boolean there = startsWith(text);
        at += there ? text.length() : 0;
        return there;
    }

    int next() {
        if (atEnd()) {
            throw refuse("it ends too early");
        }
        int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    /** Whether <code>{</code> here begins a repetition; otherwise it stands for itself. */
    boolean quantifierAhead() {
        int i = at + 1;
        int digits = i;
        while (i < pattern.length() && isDigit(pattern.charAt(i))) {
            i++;
        }
        if (i == digits) {
            return false;
        }
        if (i < pattern.length() && pattern.charAt(i) == ',') {
            i++;
            while (i < pattern.length() && isDigit(pattern.charAt(i))) {
                i++;
            }
        }
        return i < pattern.length() && pattern.charAt(i) == '}';
    }

    int number(int most) {
        long value = 0;
        while (!atEnd() && isDigit(pattern.charAt(at))) {
            value = Math.min(value * 10 + (pattern.charAt(at++) - '0'), Integer.MAX_VALUE);
        }
        if (value > most) {
            throw refuse("it repeats " + value + " times; at most " + most + " is taken");
        }
        return (int) value;
    }

    /** A number of exactly so many hexadecimal digits. */
    int hex(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw refuse("a hexadecimal digit is missing");
            }
            value = value * 16 + digit;
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    Refusal refuse(String why) {
        return new Refusal("the pattern " + pattern + " can't be used: " + why + " (at character " + at + ")");
    }
}
