package org.liaoyuan.sound.synthesis.pinyin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Chinese text as the phonemes of Kokoro v1.0: words apart by spaces, syllables of a word together, punctuation as ASCII.
 *
 * <p>What is not Chinese passes as it is: numbers and foreign words are read out before. Loading takes about half a second and
 * 60 MB; then it is used from any thread.
 */
public final class ChinesePhonemizer {

    /** Chinese punctuation, and what the model knows instead. */
    private static final String[][] PUNCTUATION = {
        {"、，", ", "},
        {"。．", ". "},
        {"！", "! "},
        {"：", ": "},
        {"；", "; "},
        {"？", "? "},
        {"«《「【", " “"},
        {"»》」】", "” "},
        {"（", " ("},
        {"）", ") "}
    };

    private final Segmenter segmenter;
    private final PinyinDictionary dictionary;
    private final ToneSandhi sandhi;

    private ChinesePhonemizer(Segmenter segmenter, PinyinDictionary dictionary) {
        this.segmenter = segmenter;
        this.dictionary = dictionary;
        sandhi = new ToneSandhi(segmenter);
    }

    public static ChinesePhonemizer load() {
        return new ChinesePhonemizer(Segmenter.load(), PinyinDictionary.load());
    }

    /** Without our own readings, choices by context and changes of tones: as misaki 0.9.4 does it for Kokoro v1.0. */
    static ChinesePhonemizer loadPlain() {
        return new ChinesePhonemizer(Segmenter.load(), PinyinDictionary.loadPlain());
    }

    /** The phonemes of a text. */
    public String phonemes(String text) {
        StringBuilder phonemes = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            int end = i;
            while (end < text.length() && isChinese(text.charAt(end))) {
                end++;
            }
            if (end > i) {
                append(read(text.substring(i, end)), phonemes);
                i = end;
            } else {
                phonemes.append(punctuation(text.charAt(i++)));
            }
        }
        return phonemes.toString().strip();
    }

    /** Pinyin with tone numbers, a space between syllables: for the eye and for tests. */
    public String pinyin(String text) {
        StringBuilder pinyin = new StringBuilder();
        for (String run : text.split("[^\\u3400-\\u9FFF〇]+", -1)) {
            for (Word word : read(run)) {
                for (Syllable syllable : word.syllables()) {
                    pinyin.append(pinyin.isEmpty() ? "" : " ").append(syllable);
                }
            }
        }
        return pinyin.toString().toLowerCase(Locale.ROOT);
    }

    private List<Word> read(String run) {
        List<String> words = run.isEmpty() ? List.of() : segmenter.words(run);
        List<Word> pieces = new ArrayList<>();
        for (String word : words) {
            pieces.addAll(dictionary.pieces(word));
        }
        if (!dictionary.isOwn()) {
            return joined(words, pieces);
        }
        return sandhi.apply(Erhua.apply(joined(words, Polyphones.decide(pieces))));
    }

    /** Each word's pieces as one again. */
    private static List<Word> joined(List<String> words, List<Word> pieces) {
        List<Word> joined = new ArrayList<>(words.size());
        int piece = 0;
        for (String word : words) {
            List<Syllable> syllables = new ArrayList<>();
            for (int length = 0; length < word.length(); piece++) {
                syllables.addAll(pieces.get(piece).syllables());
                length += pieces.get(piece).text().length();
            }
            joined.add(new Word(word, syllables));
        }
        return joined;
    }

    private static void append(List<Word> words, StringBuilder phonemes) {
        boolean first = true;
        for (Word word : words) {
            phonemes.append(first ? "" : " ");
            word.syllables().forEach(syllable -> phonemes.append(Phonemes.of(syllable)));
            first = false;
        }
    }

    private static String punctuation(char c) {
        for (String[] pair : PUNCTUATION) {
            if (pair[0].indexOf(c) >= 0) {
                return pair[1];
            }
        }
        return Character.toString(c);
    }

    private static boolean isChinese(char c) {
        return c >= '\u3400' && c <= '\u9FFF' || c == '〇';
    }
}
