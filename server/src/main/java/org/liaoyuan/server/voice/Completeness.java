package org.liaoyuan.server.voice;

import java.util.Locale;
import java.util.Set;

/** Whether words are a whole sentence, by how they end. In Chinese and English. */
enum Completeness {
    WHOLE,
    UNSURE,
    /** Something has to follow. */
    BROKEN;

    /** Sounds of thinking: more follows, whatever stands behind them. */
    private static final Set<String> FILLERS = Set.of("呃", "额", "嗯", "唔", "uh", "um", "er", "erm", "hmm", "mm");

    /** Between two clauses: recognisers put a full stop behind them as soon as there is a pause. */
    private static final Set<String> CONNECTIVES = Set.of(
            "然后",
            "因为",
            "所以",
            "但是",
            "可是",
            "而且",
            "或者",
            "如果",
            "比如",
            "比如说",
            "还有",
            "就是",
            "就是说",
            "不过",
            "以及",
            "并且",
            "虽然",
            "and",
            "but",
            "because",
            "or",
            "if",
            "then",
            "although",
            "while",
            "whereas",
            "plus");

    /** A noun or a verb has to follow, unless the sentence ends here by its sign. */
    private static final Set<String> OPEN = Set.of(
            "的", "地", "得", "和", "跟", "与", "把", "被", "在", "从", "对", "向", "给", "那个", "这个", "一个", "那么", "请", "帮我", "我想",
            "我要", "so", "the", "a", "an", "to", "of", "for", "with", "in", "on", "at", "from", "by", "as", "is", "are",
            "was", "my", "your", "his", "her", "their", "our", "this", "that", "which", "who", "when", "where", "like",
            "well", "i", "please", "about", "into");

    private static final Set<String> PARTICLES = Set.of("吗", "呢", "吧", "嘛", "啦", "了", "呀", "啊", "哦");

    private static final String ENDS = ".。!！?？";
    private static final String GOES_ON = ",，、;；:：-—…";

    static Completeness of(String said) {
        String text = said.strip();
        String words = bare(text);
        if (words.isEmpty()) {
            return UNSURE;
        }
        String sign = text.substring(words.length());
        if (sign.contains("...") || sign.chars().anyMatch(c -> GOES_ON.indexOf(c) >= 0)) {
            return BROKEN;
        }
        boolean asks = sign.chars().anyMatch(c -> "?？!！".indexOf(c) >= 0);
        // "嗯。" alone is a yes
        boolean all = bare(text).length() <= 2;
        if (!asks && !all && (endsWith(words, FILLERS) || endsWith(words, CONNECTIVES))) {
            return BROKEN;
        }
        if (sign.chars().anyMatch(c -> ENDS.indexOf(c) >= 0) || endsWith(words, PARTICLES)) {
            return WHOLE;
        }
        return !all && endsWith(words, OPEN) ? BROKEN : UNSURE;
    }

    /** Without the signs at its end. */
    private static String bare(String text) {
        int end = text.length();
        while (end > 0 && !Character.isLetterOrDigit(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    /** By whole words where the script has blanks, by characters where it has none. */
    private static boolean endsWith(String words, Set<String> endings) {
        char last = words.charAt(words.length() - 1);
        if (last < 0x2E80) {
            int start = words.length();
            while (start > 0
                    && (Character.isLetter(words.charAt(start - 1)) && words.charAt(start - 1) < 0x2E80
                            || words.charAt(start - 1) == '\'')) {
                start--;
            }
            return endings.contains(words.substring(start).toLowerCase(Locale.ROOT));
        }
        for (int length = 1; length <= Math.min(3, words.length()); length++) {
            if (endings.contains(words.substring(words.length() - length))) {
                return true;
            }
        }
        return false;
    }
}
