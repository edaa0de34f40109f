package org.liaoyuan.engine.grammar;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * An immutable set of characters: ranges of code points, both ends included, sorted, none touching the next. Surrogates are no
 * characters and belong to no set made from {@link #ALL}.
 */
final class CodePoints {

    static final CodePoints NONE = new CodePoints(new int[0]);
    static final CodePoints ALL = new CodePoints(new int[] {0, 0xD7FF, 0xE000, 0x10FFFF});

    private final int[] bounds;

    private CodePoints(int[] bounds) {
        this.bounds = bounds;
    }

    static CodePoints of(int single) {
        return range(single, single);
    }

    static CodePoints range(int low, int high) {
        assert low <= high : low + " > " + high;
        return new CodePoints(new int[] {low, high});
    }

    /** Each character of the text. */
    static CodePoints anyOf(String text) {
        return text.codePoints().mapToObj(CodePoints::of).reduce(NONE, CodePoints::or);
    }

    /** The characters for which the test holds. */
    static CodePoints where(IntPredicate test) {
        int[] found = new int[64];
        int size = 0;
        int start = -1;
        for (int c = 0; c <= Character.MAX_CODE_POINT + 1; c++) {
            boolean in = c <= Character.MAX_CODE_POINT && (c < 0xD800 || c > 0xDFFF) && test.test(c);
            if (in && start < 0) {
                start = c;
            } else if (!in && start >= 0) {
                found = size + 2 > found.length ? Arrays.copyOf(found, size * 2) : found;
                found[size++] = start;
                found[size++] = c - 1;
                start = -1;
            }
        }
        return new CodePoints(Arrays.copyOf(found, size));
    }

    int ranges() {
        return bounds.length / 2;
    }

    int low(int range) {
        return bounds[2 * range];
    }

    int high(int range) {
        return bounds[2 * range + 1];
    }

    boolean isEmpty() {
        return bounds.length == 0;
    }

    boolean isSingle() {
        return bounds.length == 2 && bounds[0] == bounds[1];
    }

    boolean contains(int c) {
        int at = Arrays.binarySearch(bounds, c);
        return at >= 0 || (-at - 1) % 2 == 1;
    }

    boolean containsAll(CodePoints other) {
        return other.minus(this).isEmpty();
    }

    CodePoints or(CodePoints other) {
        return combine(other, (a, b) -> a || b);
    }

    CodePoints and(CodePoints other) {
        return combine(other, (a, b) -> a && b);
    }

    CodePoints minus(CodePoints other) {
        return combine(other, (a, b) -> a && !b);
    }

    /** All characters but these. */
    CodePoints inverse() {
        return ALL.minus(this);
    }

    private interface Choice {
        boolean keep(boolean inThis, boolean inOther);
    }

    /** Walks both lists of bounds at once; a bound with an even index opens a range, one with an odd index closes it. */
    private CodePoints combine(CodePoints other, Choice choice) {
        int[] result = new int[bounds.length + other.bounds.length + 2];
        int size = 0;
        int i = 0;
        int j = 0;
        boolean open = false;
        while (i < bounds.length || j < other.bounds.length) {
            int a = edge(bounds, i);
            int b = edge(other.bounds, j);
            int at = Math.min(a, b);
            i += a == at ? 1 : 0;
            j += b == at ? 1 : 0;
            boolean keep = choice.keep(i % 2 == 1, j % 2 == 1);
            if (keep != open) {
                result[size++] = keep ? at : at - 1;
                open = keep;
            }
        }
        return new CodePoints(Arrays.copyOf(result, size));
    }

    /** Where the membership changes: the first character inside, or the first one after. */
    private static int edge(int[] bounds, int index) {
        if (index >= bounds.length) {
            return Integer.MAX_VALUE;
        }
        return index % 2 == 0 ? bounds[index] : bounds[index] + 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodePoints set && Arrays.equals(bounds, set.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }
}
