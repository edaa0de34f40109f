package org.liaoyuan.sound.synthesis.pinyin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** 儿 at the end of a word colours the vowel before it (一块儿); where it means a child it is a syllable of its own (女儿). */
final class Erhua {

    private static final Set<String> CHILDREN = Set.of(
            "女儿", "婴儿", "幼儿", "孤儿", "男儿", "少儿", "健儿", "胎儿", "新生儿", "混血儿", "宠儿", "患儿", "生儿", "育儿", "小儿", "孩儿", "妻儿",
            "侄儿", "孙儿", "托儿", "连体儿", "早产儿", "畸形儿", "弃儿", "乞儿", "幸运儿", "弄潮儿", "婴幼儿", "学龄儿", "木乃伊儿");

    private Erhua() {}

    /** 儿 as a word of its own is joined to the word before it, and read without a tone where it colours. */
    static List<Word> apply(List<Word> words) {
        List<Word> joined = new ArrayList<>(words.size());
        for (Word word : words) {
            if (word.is("儿") && !joined.isEmpty() && joined.getLast().size() > 0) {
                Word before = joined.removeLast();
                List<Syllable> syllables = new ArrayList<>(before.syllables());
                syllables.addAll(word.syllables());
                word = new Word(before.text() + "儿", syllables);
            }
            joined.add(colours(word) ? word.tone(word.size() - 1, Syllable.NEUTRAL) : word);
        }
        return joined;
    }

    private static boolean colours(Word word) {
        return word.size() > 1 && word.text().endsWith("儿") && !CHILDREN.contains(word.text());
    }
}
