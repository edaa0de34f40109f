package org.liaoyuan.engine.grammar;

import java.util.Arrays;

/** Edges of one state while they are made: (first, last, target) in ascending order; neighbours with one target become one. */
final class EdgeList {

    private int[] triples = new int[12];
    private int size;

    void add(int first, int last, int target) {
        if (size > 0 && triples[size - 1] == target && triples[size - 2] == first - 1) {
            triples[size - 2] = last;
            return;
        }
        if (size == triples.length) {
            triples = Arrays.copyOf(triples, size * 2);
        }
        triples[size++] = first;
        triples[size++] = last;
        triples[size++] = target;
    }

    int[] toArray() {
        return Arrays.copyOf(triples, size);
    }
}
