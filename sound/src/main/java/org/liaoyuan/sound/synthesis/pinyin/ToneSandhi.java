package org.liaoyuan.sound.synthesis.pinyin;

import java.util.ArrayList;
import java.util.List;

/**
 * Tones that change where syllables meet, in the order in which they do: 一 and 不, then third tones (Duanmu, The Phonology of Standard
 * Chinese, 2nd ed., chapter 11; Chen, Tone Sandhi, 2000).
 *
 * <p>Third tones change inside a word first, by how it is built (展览+馆: 2 2 3, 小+老虎: 3 2 3), then at the border of two words of which
 * one is a single syllable.
 */
final class ToneSandhi {

    private static final String DIGITS = "一二三四五六七八九十百千万亿零〇两第";

    private final Segmenter segmenter;

    ToneSandhi(Segmenter segmenter) {
        this.segmenter = segmenter;
    }

    /** A phrase: words between which no sign of punctuation stands. */
    List<Word> apply(List<Word> phrase) {
        List<Word> changed = new ArrayList<>(phrase);
        oneAndNot(changed);
        for (int i = 0; i < changed.size(); i++) {
            changed.set(i, thirds(changed.get(i)));
        }
        for (int i = changed.size() - 2; i >= 0; i--) {
            Word word = changed.get(i);
            Word after = changed.get(i + 1);
            boolean single = word.size() == 1 || after.size() == 1;
            if (single
                    && word.size() > 0
                    && after.size() > 0
                    && word.last().tone() == 3
                    && after.at(0).tone() == 3) {
                changed.set(i, word.tone(word.size() - 1, 2));
            }
        }
        return changed;
    }

    private static void oneAndNot(List<Word> phrase) {
        for (int i = 0; i < phrase.size(); i++) {
            Word word = phrase.get(i);
            for (int at = 0; at < word.size(); at++) {
                char c = word.text().charAt(Math.min(at, word.text().length() - 1));
                if (c == '一' || c == '不') {
                    word = meet(phrase, i, word, at, c);
                }
            }
            phrase.set(i, word);
        }
    }

    private static Word meet(List<Word> phrase, int i, Word word, int at, char c) {
        char before = at > 0 ? word.text().charAt(at - 1) : i > 0 ? end(phrase.get(i - 1)) : ' ';
        boolean inside = at + 1 < word.size();
        if (!inside && (i + 1 == phrase.size() || phrase.get(i + 1).size() == 0)) {
            return c == '一'
                    ? word.tone(at, word.size() > 1 && at > 0 ? word.at(at).tone() : 1)
                    : word;
        }
        char after =
                inside ? word.text().charAt(at + 1) : phrase.get(i + 1).text().charAt(0);
        int tone = inside ? word.at(at + 1).tone() : phrase.get(i + 1).at(0).tone();
        if (before == after) {
            return word.tone(at, Syllable.NEUTRAL); // 看一看, 好不好
        }
        if (c == '不') {
            return tone == 4 ? word.tone(at, 2) : word;
        }
        if (isNumber(before, after)) {
            return word.tone(at, 1);
        }
        return word.tone(at, tone == 4 || after == '个' ? 2 : 4);
    }

    /** 第一, 二十一, 一月, 一二三: read as a number, 一 keeps its tone. */
    private static boolean isNumber(char before, char after) {
        boolean measured = after == '百' || after == '千' || after == '万' || after == '亿';
        return DIGITS.indexOf(before) >= 0 || after == '月' || after == '号' || !measured && DIGITS.indexOf(after) >= 0;
    }

    private static char end(Word word) {
        return word.text().charAt(word.text().length() - 1);
    }

    private Word thirds(Word word) {
        int thirds = 0;
        for (Syllable syllable : word.syllables()) {
            thirds += syllable.tone() == 3 ? 1 : 0;
        }
        if (thirds < 2) {
            return word;
        }
        int split = split(word);
        Word changed = word;
        for (int at = 0; at + 1 < word.size(); at++) {
            boolean border = at + 1 == split
                    && split == 1
                    && word.size() == 3
                    && word.at(2).tone() == 3;
            if (!border && word.at(at).tone() == 3 && word.at(at + 1).tone() == 3) {
                changed = changed.tone(at, 2);
            }
        }
        return changed;
    }

    /** Where the second part of a word of three begins. */
    private int split(Word word) {
        if (word.text().length() != 3) {
            return 2;
        }
        return segmenter.isWord(word.text().substring(1))
                        && !segmenter.isWord(word.text().substring(0, 2))
                ? 1
                : 2;
    }
}
