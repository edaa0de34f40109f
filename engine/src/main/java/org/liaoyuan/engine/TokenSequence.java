package org.liaoyuan.engine;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** A growing list of token ids. Not thread-safe. */
final class TokenSequence {

    private int[] tokens;
    private int length;

    TokenSequence(int[] start) {
        tokens = Arrays.copyOf(start, start.length + 64);
        length = start.length;
    }

    int length() {
        return length;
    }

    int get(int index) {
        assert index >= 0 && index < length : index + " of " + length;
        return tokens[index];
    }

    void add(int token) {
        if (length == tokens.length) {
            tokens = Arrays.copyOf(tokens, length * 2);
        }
        tokens[length++] = token;
    }

    /** Becomes the first {@code count} tokens of another. */
    void become(TokenSequence other, int count) {
        tokens = Arrays.copyOf(other.tokens, count + 64);
        length = count;
    }

    /** The different tokens from an index on. */
    Set<Integer> distinctFrom(int from) {
        return Arrays.stream(tokens, from, length).boxed().collect(Collectors.toSet());
    }

    /** How many tokens at the start are the same in both. */
    int commonPrefix(TokenSequence other) {
        int limit = Math.min(length, other.length);
        int mismatch = Arrays.mismatch(tokens, 0, limit, other.tokens, 0, limit);
        return mismatch < 0 ? limit : mismatch;
    }
}
