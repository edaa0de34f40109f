package org.liaoyuan.sound.synthesis.pinyin;

import java.util.Arrays;

/**
 * Words and how often they occur, in 12 MB instead of 40: the letters of all words lie in one array, and an open hash table of
 * places in it takes the place of 350,000 strings.
 *
 * <p>A slot holds the place of the word's first letter plus one, or 0; the letters of a word are preceded by their number.
 */
final class WordTable {

    private static final int FULL = 2; // slots for a word

    private char[] letters = new char[1 << 16];
    private int used;
    private int[] slots = new int[1 << 12];
    private int[] counts = new int[1 << 12];
    private int words;
    private int longest;

    /** Adds one, or counts it anew. */
    void put(String word, int count) {
        if (word.isEmpty()) {
            return;
        }
        if ((words + 1) * FULL > slots.length) {
            grow();
        }
        int slot = slot(word, 0, word.length());
        if (slots[slot] == 0) {
            slots[slot] = add(word) + 1;
            words++;
            longest = Math.max(longest, word.length());
        }
        counts[slot] = count;
    }

    /** How often a part of a text occurs as a word, or 0. */
    int count(CharSequence text, int from, int to) {
        int slot = slot(text, from, to);
        return slots[slot] == 0 ? 0 : counts[slot];
    }

    /** Letters of the longest word. */
    int longest() {
        return longest;
    }

    int size() {
        return words;
    }

    private int add(String word) {
        if (used + word.length() + 1 > letters.length) {
            letters = Arrays.copyOf(letters, letters.length * 2 + word.length());
        }
        int place = used;
        letters[used++] = (char) word.length();
        word.getChars(0, word.length(), letters, used);
        used += word.length();
        return place;
    }

    private int slot(CharSequence text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        int slot = mixed(hash);
        while (slots[slot] != 0 && !same(slots[slot] - 1, text, from, to)) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private int mixed(int hash) {
        int mixed = hash * 0x9E3779B9;
        return (mixed ^ mixed >>> 15) & slots.length - 1;
    }

    private boolean same(int place, CharSequence text, int from, int to) {
        if (letters[place] != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (letters[place + 1 + i - from] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        int[] oldSlots = slots;
        int[] oldCounts = counts;
        slots = new int[oldSlots.length * 2];
        counts = new int[oldCounts.length * 2];
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != 0) {
                int place = oldSlots[i] - 1;
                String word = new String(letters, place + 1, letters[place]);
                int slot = slot(word, 0, word.length());
                slots[slot] = oldSlots[i];
                counts[slot] = oldCounts[i];
            }
        }
    }
}
