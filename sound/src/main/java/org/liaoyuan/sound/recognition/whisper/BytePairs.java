package org.liaoyuan.sound.recognition.whisper;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts text into tokens by byte pairs: of the neighbours that make a token together, those of the lowest rank are joined first
 * (tiktoken; the words are cut as GPT-2 cuts them).
 */
final class BytePairs {

    private static final Pattern WORDS = Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);
    /** Longer than any word; bounds what a text without blanks costs. */
    private static final int LONGEST = 512;

    private final Map<ByteBuffer, Integer> ranks;

    /** @param words by their rank; each byte is one of them */
    BytePairs(List<byte[]> words) {
        ranks = HashMap.newHashMap(words.size());
        for (int i = 0; i < words.size(); i++) {
            ranks.put(ByteBuffer.wrap(words.get(i)), i);
        }
    }

    List<Integer> tokens(String text) {
        List<Integer> tokens = new ArrayList<>();
        Matcher words = WORDS.matcher(text);
        while (words.find()) {
            byte[] bytes = words.group().getBytes(StandardCharsets.UTF_8);
            for (int from = 0; from < bytes.length; from += LONGEST) {
                join(
                        ByteBuffer.wrap(bytes, from, Math.min(LONGEST, bytes.length - from))
                                .slice(),
                        tokens);
            }
        }
        return tokens;
    }

    private void join(ByteBuffer word, List<Integer> into) {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i <= word.limit(); i++) {
            ends.add(i);
        }
        for (; ; ) {
            int best = -1;
            int lowest = Integer.MAX_VALUE;
            for (int i = 0; i + 2 < ends.size(); i++) {
                int rank = rank(word, ends.get(i), ends.get(i + 2));
                if (rank < lowest) {
                    lowest = rank;
                    best = i;
                }
            }
            if (best < 0) {
                break;
            }
            ends.remove(best + 1);
        }
        for (int i = 0; i + 1 < ends.size(); i++) {
            int rank = rank(word, ends.get(i), ends.get(i + 1));
            if (rank != Integer.MAX_VALUE) {
                into.add(rank);
            }
        }
    }

    private int rank(ByteBuffer word, int from, int to) {
        return ranks.getOrDefault(word.slice(from, to - from), Integer.MAX_VALUE);
    }
}
