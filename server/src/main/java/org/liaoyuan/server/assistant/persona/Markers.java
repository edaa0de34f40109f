package org.liaoyuan.server.assistant.persona;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words by which a manner of speaking is known, Chinese and English. */
enum Markers {
    FORMAL(
            List.of(
                    "您", "敬请", "谨此", "谨上", "特此", "兹", "贵公司", "贵方", "鉴于", "予以", "如下", "此致", "敬礼", "烦请", "恳请", "承蒙", "须",
                    "应当", "上述", "据此", "综上"),
            List.of(
                    "hereby",
                    "pursuant",
                    "furthermore",
                    "moreover",
                    "therefore",
                    "regarding",
                    "kindly",
                    "sincerely",
                    "respectfully",
                    "shall",
                    "thus",
                    "accordingly",
                    "dear sir",
                    "madam",
                    "with regard to",
                    "hence")),
    CASUAL(
            List.of(
                    "啦", "呀", "嘛", "哈哈", "嘿", "咱", "呗", "哦", "哟", "嗯", "吧", "呢", "哇", "超级", "搞定", "老铁", "哥们", "挺", "别急",
                    "唔该", "得闲", "倾偈", "搞掂", "整"),
            List.of(
                    "hey",
                    "yeah",
                    "yep",
                    "gonna",
                    "wanna",
                    "kinda",
                    "cool",
                    "guys",
                    "mate",
                    "aye",
                    "lol",
                    "haha",
                    "wow",
                    "ok",
                    "okay",
                    "no worries",
                    "cuppa",
                    "ta",
                    "n't",
                    "'ll",
                    "'re",
                    "'ve",
                    "'m",
                    "let's",
                    "it's",
                    "that's")),
    WARM(
            List.of(
                    "谢谢", "感谢", "辛苦", "别担心", "不用担心", "没关系", "没事", "慢慢", "加油", "抱抱", "亲爱", "放心", "开心", "理解你", "陪你", "陪着",
                    "祝你", "希望你", "我在", "爱你", "真棒", "相信你", "孩子", "照顾好"),
            List.of(
                    "thank",
                    "thanks",
                    "sorry to hear",
                    "don't worry",
                    "take care",
                    "dear",
                    "hug",
                    "love",
                    "glad",
                    "happy",
                    "proud",
                    "you've got this",
                    "well done",
                    "hope you",
                    "i'm here",
                    "wonderful",
                    "gently",
                    "understand how",
                    "sweet")),
    CLASSICAL(
            List.of("矣", "乎", "哉", "焉", "盖", "曰", "君", "吾", "汝", "兮", "亦", "何以", "是故", "然则", "莫若", "宜", "岂"),
            List.of("thou", "thee", "pray", "whilst", "indeed", "hence", "alas", "verily", "thy", "hath"));

    private final Pattern pattern;

    Markers(List<String> chinese, List<String> english) {
        String words = english.stream()
                .sorted((a, b) -> b.length() - a.length())
                .map(word -> (Character.isLetter(word.charAt(0)) && !word.equals("n't") ? "\\b" : "")
                        + Pattern.quote(word) + "\\b")
                .collect(Collectors.joining("|"));
        // the longest first: "不用担心" is one marker
        String characters = chinese.stream()
                .sorted((a, b) -> b.length() - a.length())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        this.pattern = Pattern.compile(characters + "|" + words);
    }

    /** Each that stands in a text, and how often; typographic apostrophes count as plain ones. */
    Map<String, Integer> in(String text) {
        Matcher matcher = pattern.matcher(text.toLowerCase(Locale.ROOT).replace('’', '\''));
        Map<String, Integer> found = new LinkedHashMap<>();
        while (matcher.find()) {
            found.merge(matcher.group(), 1, Integer::sum);
        }
        return found;
    }

    int count(String text) {
        return in(text).values().stream().mapToInt(Integer::intValue).sum();
    }
}
