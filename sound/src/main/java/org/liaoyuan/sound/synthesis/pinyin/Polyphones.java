package org.liaoyuan.sound.synthesis.pinyin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Characters with several readings that stand as words of their own: their neighbours decide. In longer words the dictionary has
 * decided already.
 */
final class Polyphones {

    private static final String NUMERALS = "一二两三四五六七八九十百千万亿几半多零〇";
    private static final String PERSONS = "我你您他她它们谁咱";
    private static final Word NONE = new Word("", List.of());

    private Polyphones() {}

    /** A phrase, in pieces: words of the dictionary and single characters. */
    static List<Word> decide(List<Word> words) {
        List<Word> decided = new ArrayList<>(words.size());
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (word.text().length() == 1) {
                Word before = i > 0 ? words.get(i - 1) : NONE;
                Word after = i + 1 < words.size() ? words.get(i + 1) : NONE;
                String reading = reading(word.text().charAt(0), before, after);
                if (reading != null) {
                    word = new Word(word.text(), List.of(Syllable.ofMarked(reading)));
                }
            }
            decided.add(word);
        }
        return decided;
    }

    /** Null where the commonest reading stays. */
    private static @Nullable String reading(char c, Word before, Word after) {
        return switch (c) {
            case '得' -> must(before, after) ? "děi" : "de";
            case '地' -> before.text().isEmpty() || before.endsWithAnyOf("在从到下满遍拖这那两各每种扫落着草土当本") ? "dì" : "de";
            case '着' -> before.text().isEmpty() ? "zháo" : null;
            case '还' -> givesBack(before, after) ? "huán" : null;
            case '长' -> isLong(before, after) ? "cháng" : "zhǎng";
            case '行' -> before.endsWithAnyOf(NUMERALS + "每这那本该同各第首末单隔哪") ? "háng" : null;
            case '重' -> again(before, after) ? "chóng" : null;
            case '数' -> after.startsWithAnyOf("一清出不到完" + NUMERALS) || before.is("一") && after.is("数") ? "shǔ" : null;
            case '量' -> after.startsWithAnyOf("一体血好出完") || before.is("一") ? "liáng" : null;
            case '种' ->
                !before.endsWithAnyOf(NUMERALS + "这那各每某此哪何") && after.startsWithAnyOf("在地花树菜田下了上着草瓜豆满出过")
                        ? "zhòng"
                        : null;
            case '只' -> before.endsWithAnyOf(NUMERALS + "这那每哪整") ? "zhī" : null;
            case '为' -> is(before, after) ? "wéi" : null;
            case '教' -> after.startsWithAnyOf("书课人会过学" + PERSONS) || after.endsWithAnyOf("学文语") ? "jiāo" : null;
            case '背' -> after.startsWithAnyOf("着包起上负") ? "bēi" : null;
            case '干' -> after.startsWithAnyOf("活什嘛事吗好得完掉着") || before.endsWithAnyOf("在能敢") ? "gàn" : "gān";
            case '弹' -> after.startsWithAnyOf("琴钢吉古奏着了") ? "tán" : null;
            case '调' -> after.startsWithAnyOf("音一低高大小慢快到成好") ? "tiáo" : null;
            case '系' -> after.startsWithAnyOf("鞋安领好上") ? "jì" : null;
            case '切' -> after.startsWithAnyOf("菜肉断成开片下水") ? "qiē" : null;
            case '中' -> after.startsWithAnyOf("奖毒枪弹计标") ? "zhòng" : null;
            case '倒' -> after.startsWithAnyOf("下塌闭了在") ? "dǎo" : null;
            case '觉' -> before.endsWithAnyOf("一睡") ? "jiào" : null;
            case '假' -> before.endsWithAnyOf("请放休病事产年婚") ? "jià" : null;
            case '转' -> after.startsWithAnyOf("圈") || after.is("一圈") ? "zhuàn" : null;
            case '应' -> before.endsWithAnyOf("反回答") ? "yìng" : null;
            case '朝' -> before.endsWithAnyOf("今明") ? "zhāo" : null;
            case '薄' -> before.endsWithAnyOf("单淡") ? "bó" : null;
            case '啊' -> before.text().isEmpty() ? "ā" : null;
            case '了' ->
                before.endsWithAnyOf("不得")
                                && after.text().isEmpty()
                                && before.text().length() > 1
                        ? "liǎo"
                        : null;
            default -> null;
        };
    }

    /** 你得努力, but not 跑得快. */
    private static boolean must(Word before, Word after) {
        if (after.text().isEmpty() || after.startsWithAnyOf("很太不好更非最")) {
            return false;
        }
        return before.text().isEmpty() || before.endsWithAnyOf(PERSONS + "就也还都总必只可又");
    }

    /** 还书, 没还; not 还要. */
    private static boolean givesBack(Word before, Word after) {
        if (after.startsWithAnyOf("书钱款债账清给")) {
            return true;
        }
        return before.endsWithAnyOf("没要未已才来先该偿归") && (after.text().isEmpty() || after.is("了"));
    }

    private static boolean isLong(Word before, Word after) {
        if (after.startsWithAnyOf("得了出成满在着到高")) {
            return before.endsWithAnyOf("太很");
        }
        return before.endsWithAnyOf("很太更不多最较越特别常点么够米里度" + NUMERALS)
                || after.startsWithAnyOf("发裙袖腿篇")
                || after.endsWithAnyOf("米里");
    }

    private static boolean again(Word before, Word after) {
        return after.startsWithAnyOf("写读启试做建装译修申提现设置算跑发开演学排印返聚逢叠来") || before.endsWithAnyOf("一二两三四五六七八九十几双千万");
    }

    /** 年龄为五十, 定为; not 为你. */
    private static boolean is(Word before, Word after) {
        return after.startsWithAnyOf(NUMERALS + "零正负") || before.endsWithAnyOf("作成视称定分改变译设选名评誉列以即均约最更尤甚间度率额价量值号址");
    }
}
