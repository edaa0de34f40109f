package org.liaoyuan.server.assistant.memory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a turn a person says for themselves: not code, quotations, markup or a text that they want worked on. Where it is not clear
 * whose words these are, they are taken for another's: a fact that is missed costs less than one that a stranger wrote.
 */
final class OwnWords {

    /** Stands where something was taken out, so that no rule reads across it. */
    static final char GAP = '\uFFFC';

    /** Longer turns are material. */
    private static final int MOST_CHARACTERS = 1_500;

    private static final int MOST_LINES = 15;

    /** A first paragraph with more than this after it introduces a text. */
    private static final int MOST_AFTER_PARAGRAPH = 200;

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Pattern CODE = Pattern.compile(
            "(?s)(```|~~~).*?(\\1|\\z)|`[^`\\n]*`|(?m)^(?: {4}|\\t).*$|^\\s*[>|].*$", Pattern.MULTILINE);

    /** A name in quotation marks is the person's own word all the same. */
    private static final Pattern QUOTED_NAME = Pattern.compile(
            "(叫我?|称呼我为?|名字是|call me|name is|called|named)(\\s*)[\"“「『]([^\"“”「」『』\\n]{1,20})[\"”」』]", FLAGS);

    private static final Pattern QUOTATION = Pattern.compile(
            "“[^”]*(?:”|\\z)|「[^」]*(?:」|\\z)|『[^』]*(?:』|\\z)|\"[^\"]*(?:\"|\\z)|«[^»]*(?:»|\\z)|‘[^’\\n]*’"
                    + "|(?<![\\p{L}\\p{N}])'[^'\\n]{2,}'(?![\\p{L}\\p{N}])");

    /** From a tag, a ruler or a line that ends with a colon on, what follows is a text of others. */
    private static final Pattern MATERIAL = Pattern.compile(
            "</?[a-z!][^>\\n]{0,80}>|^\\s*(?:-{3,}|={3,}|\\*{3,}|_{3,}|#{3,}\\s*$)|[:：][ \\t]*$",
            FLAGS | Pattern.MULTILINE);

    /** Wants something to be made: what follows is about that. */
    private static final Pattern COMPOSE = Pattern.compile(
            "(?:写|编|创作|起草|拟|生成)(?:一|个|首|篇|封|段|份|点|几|两|三)|扮演|假装|假扮|装作|模拟|你(?:现在)?是一|"
                    + "\\b(?:write|draft|compose|generate|make up|invent)\\b|\\btell (?:me|us) (?:a|an)\\b"
                    + "|\\brole-?play|\\bpretend|\\bact as\\b|\\byou are (?:now )?an?\\b",
            FLAGS);

    /** Work on a text that stands somewhere in the turn. */
    private static final Pattern TEXT_WORK = Pattern.compile(
            "翻译|译(?:成|为|文)|润色|校对|改写|改错|纠错|病句|语法|造句|例句|朗读|续写|缩写|扩写|仿写|摘要|转述"
                    + "|(?:总结|概括|归纳|提取|分析|解释|解读|评价|修改)(?:一下)?(?:这|上|下|以下|如下|原文|文章|文档|材料|邮件|内容|段|句|[:：])"
                    + "|这(?:几)?(?:句|段|篇|封)|[上下]面(?:的|这|是)|以下|如下|[上下]文|原文|全文|文(?:档|件|章)(?:里|中|内容|说|写|是)|材料(?:里|中)|聊天记录|歌词|台词"
                    + "|\\btranslat|\\bproof-?read|\\bparaphras|\\brephras|\\brewrit|\\breword|\\bsummari[sz]|\\bsummary\\b|\\bspell|\\bgrammar"
                    + "|\\bcorrect (?:this|the|my)|\\bthe following\\b|\\bbelow\\b|\\babove\\b|\\battached\\b|\\bpasted?\\b|\\bquoted?\\b|\\bexample sentence"
                    + "|\\bthis (?:text|e-?mail|document|letter|article|passage|paragraph|sentence|page|file|message|excerpt|transcript|chat)"
                    + "|\\bhow (?:do|would|to|can) (?:you |I |we )?say\\b|\\blyrics\\b",
            FLAGS);

    /** Words as somebody has them who speaks to a model in another's name. */
    private static final Pattern SMUGGLED = Pattern.compile(
            "\\b(?:ignore|disregard|forget|override)\\b.{0,40}\\b(?:instructions?|previous|prior|rules?|prompts?|everything|guidelines?)"
                    + "|(?:忽略|无视|忘记|忘掉|绕过).{0,15}(?:指令|提示|规则|以上|之前|前面|限制|设定)|system ?prompt|系统提示|系统指令"
                    + "|^\\s*(?:system|assistant|user|human|ai|系统|助手|用户|机器人)\\s*[:：]|\\b(?:the|this) user(?:'s)?\\b"
                    + "|(?:该|此|本|这位)?用户(?:是|想|要|希望|喜欢|需要|叫|对|授权|同意|已|会|将|的)|<\\||\\[/?INST",
            FLAGS | Pattern.MULTILINE);

    private static final Pattern NOT_TO_BE_KEPT = Pattern.compile(
            "(?:别|不要|不用|不必|无需|请勿)(?:再)?(?:帮我)?(?:记|保存|存)|\\b(?:don't|do not|never) (?:remember|save|store|keep|memori[sz]e)",
            FLAGS);

    /** Somebody's name, a colon, and what they say; not what is to be remembered. */
    private static final Pattern SPEAKER = Pattern.compile(
            "^(?!.{0,6}记|.{0,20}(?:remember|keep in mind)|另外|补充|对了|ps\\b|btw\\b)[^:：\\n，,。.!！?？]{1,16}[:：][ \\t]*(?:我|I\\b|my\\b)",
            FLAGS | Pattern.MULTILINE);

    private OwnWords() {}

    /** With {@link #GAP} where something was taken out; empty if nothing is left. */
    static String of(String turn) {
        String plain = turn.replace('’', '\'')
                .replace("\r\n", "\n")
                .replaceFirst("^\\s*\\n", "")
                .stripTrailing();
        if (plain.length() > MOST_CHARACTERS
                || plain.lines().filter(line -> !line.isBlank()).count() > MOST_LINES
                || holds(SMUGGLED, plain)
                || holds(TEXT_WORK, plain)
                || holds(NOT_TO_BE_KEPT, plain)
                || holds(SPEAKER, plain)) {
            return "";
        }
        String gap = String.valueOf(GAP);
        String own = CODE.matcher(plain).replaceAll(gap);
        own = QUOTED_NAME.matcher(own).replaceAll("$1$2$3");
        own = QUOTATION.matcher(own).replaceAll(gap);
        return firstParagraph(until(COMPOSE, until(MATERIAL, own))).strip();
    }

    private static boolean holds(Pattern pattern, String text) {
        return pattern.matcher(text).find();
    }

    private static String until(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? text.substring(0, matcher.start()) : text;
    }

    private static String firstParagraph(String text) {
        int end = text.indexOf("\n\n");
        return end < 0 || text.length() - end <= MOST_AFTER_PARAGRAPH ? text : text.substring(0, end);
    }
}
