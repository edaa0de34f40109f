package org.liaoyuan.sound.synthesis.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;

/** Everything but words, as it is read in Chinese, in the order in which it is looked for. */
final class ChineseRules {

    private static final String NUMBER = "((?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?)";
    private static final String SIGNED = "([-−]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?)";
    private static final String LARGE = "\\s?([万亿千百]*)";
    private static final String TO = "\\s*[-–—~～至到]+\\s*";
    private static final String FREE = "(?<![\\dA-Za-z.])";
    /** After these, digits are read one by one. */
    private static final String NAMED =
            "((?:号码|编号|验证码|密码|邮编|房间号?|尾号|单号|代码|工号|学号|卡号|账号|QQ|航班|车次|热线|拨打|电话|手机)(?:[是为:：]|\\s){0,3})";

    private static final Map<String, String> MONEY =
            Map.of("¥", "元", "￥", "元", "$", "美元", "US$", "美元", "HK$", "港元", "€", "欧元", "£", "英镑");

    private static final List<Rule> RULES = rules();

    private ChineseRules() {}

    static String apply(String sentence) {
        return Rule.applyAll(RULES, sentence);
    }

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(Addresses.IN_CHINESE);
        rules.addAll(ChineseDates.RULES);
        rules.addAll(named());
        rules.addAll(quantities());
        rules.addAll(formulas());
        rules.addAll(counted());
        return List.copyOf(rules);
    }

    /** Digits that are a name, not a quantity. */
    private static List<Rule> named() {
        return List.of(
                Rule.of(
                        "(?<![\\dA-Za-z])(?:\\+?86[- ]?)?(1[3-9]\\d)[- ]?(\\d{4})[- ]?(\\d{4})(?!\\d)",
                        m -> ChineseNumbers.phone(m.group(1) + "-" + m.group(2) + "-" + m.group(3))),
                Rule.of(
                        "(?<!\\d)(0\\d{2,3}-\\d{7,8}|[48]00-\\d{3,4}-\\d{3,4})(?!\\d)",
                        m -> ChineseNumbers.phone(m.group(1))),
                Rule.of(NAMED + "(\\d[\\d -]{1,24}\\d)", m -> m.group(1) + ChineseNumbers.phone(m.group(2))),
                Rule.of("(?<![\\d.])(\\d{1,3}(?:\\.\\d{1,3}){3})(?![\\d.])", m -> dotted(m.group(1))),
                Rule.of("(?<![\\dA-Za-z.])[vV]?(\\d{1,4}(?:\\.\\d{1,4}){2,4})(?![\\d.]\\d)", m -> dotted(m.group(1))),
                Rule.of("\\b[vV](\\d{1,4}(?:\\.\\d{1,4})?)(?!\\d)", m -> dotted(m.group(1))),
                Rule.of("(版本号?\\s?)(\\d{1,4}(?:\\.\\d{1,4}){0,3})", m -> m.group(1) + dotted(m.group(2))),
                Rule.of("(?<![\\d,.])(\\d{9,})(?![\\d.])", m -> ChineseNumbers.digits(m.group(1))),
                Rule.of(
                        "((?:第?[A-Za-z]{1,3})-?)(\\d{3,4})(?=次|航班|号线)",
                        m -> m.group(1) + ChineseNumbers.phone(m.group(2))));
    }

    private static List<Rule> quantities() {
        return List.of(
                Rule.of(
                        FREE + SIGNED + "\\s?[%％]?" + TO + SIGNED + "\\s?[%％]",
                        m -> percent("百", m.group(1)) + "到" + percent("百", m.group(2))),
                Rule.of(FREE + SIGNED + "\\s?[%％]", m -> percent("百", m.group(1))),
                Rule.of(FREE + SIGNED + "\\s?‰", m -> percent("千", m.group(1))),
                Rule.of(
                        "(US\\$|HK\\$|[¥￥$€£])\\s?" + NUMBER + TO + "(?:US\\$|HK\\$|[¥￥$€£])?\\s?" + NUMBER + LARGE,
                        m -> number(m.group(2)) + "到" + number(m.group(3)) + m.group(4)
                                + MONEY.getOrDefault(m.group(1), "元")),
                Rule.of("(US\\$|HK\\$|[¥￥$€£])\\s?" + NUMBER + LARGE, ChineseRules::money),
                Rule.of(
                        FREE + SIGNED + TO + SIGNED + "\\s?" + Units.PATTERN,
                        m -> number(m.group(1)) + "到" + counted(m.group(2)) + Units.chinese(m.group(3))),
                Rule.of(
                        FREE + SIGNED + LARGE + "\\s?" + Units.PATTERN,
                        m -> (m.group(2).isEmpty() ? counted(m.group(1)) : number(m.group(1)) + m.group(2))
                                + Units.chinese(m.group(3))));
    }

    private static String money(MatchResult match) {
        return number(match.group(2)) + match.group(3) + MONEY.getOrDefault(match.group(1), "元");
    }

    private static List<Rule> formulas() {
        return List.of(
                Rule.of(
                        "((?:比分|以|比)[是为]?\\s?)(\\d{1,3})\\s?[-–:：]\\s?(\\d{1,3})(?!\\d)",
                        m -> m.group(1) + number(m.group(2)) + "比" + number(m.group(3))),
                Rule.of(
                        "(?<![\\d:])(\\d{1,3})\\s?[:：]\\s?(\\d{1,3})(?![\\d:])",
                        m -> number(m.group(1)) + "比" + number(m.group(2))),
                Rule.of(
                        "(?<![\\d/])(\\d{1,4})/(\\d{1,4})(?![\\d/])",
                        m -> number(m.group(2)) + "分之" + number(m.group(1))),
                Rule.of("(?<=[\\w)）²³])\\s?\\+\\s?(?=[\\w(（])", "加"),
                Rule.of("(?<=[\\w)）²³])\\s[-−–]\\s(?=[\\w(（])", "减"),
                Rule.of("(?<=\\d)\\s?[×*✕]\\s?(?=\\d)|(?<=\\d)\\s?x\\s?(?=\\d)", "乘"),
                Rule.of("(?<=[\\w)）])\\s?÷\\s?(?=[\\w(（])", "除以"),
                Rule.of("\\s?(?:==?=?)\\s?", "等于"),
                Rule.of("\\s?(?:≠|!=)\\s?", "不等于"),
                Rule.of("\\s?(?:≈)\\s?", "约等于"),
                Rule.of("\\s?(?:≤|<=)\\s?", "小于等于"),
                Rule.of("\\s?(?:≥|>=)\\s?", "大于等于"),
                Rule.of("\\s?(?:→|->|=>)\\s?", "到"),
                Rule.of("\\s?<\\s?(?=[\\d-])", "小于"),
                Rule.of("\\s?>\\s?(?=[\\d-])", "大于"),
                Rule.of("±\\s?", "正负"),
                Rule.of("\\^\\s?(\\d{1,4})", m -> m.group(1).equals("2") ? "的平方" : number(m.group(1)) + "次方"),
                Rule.of("²", "的平方"),
                Rule.of("³", "的立方"),
                Rule.of("√\\s?", "根号"),
                Rule.of("π", "派"),
                Rule.of("(?<=[\\u4E00-\\u9FFF])\\s?&\\s?|\\s&\\s", "和"),
                Rule.of("(?<=[元次个台分秒天人件度])\\s?/\\s?(?=[\\u4E00-\\u9FFF])", "每"),
                Rule.of("#(?=\\d)", ""));
    }

    /** What is left of digits. */
    private static List<Rule> counted() {
        return List.of(
                Rule.of(FREE + NUMBER + TO + NUMBER + "(?!\\d)", m -> number(m.group(1)) + "到" + counted(m.group(2))),
                Rule.of("第\\s?(\\d+)", m -> "第" + number(m.group(1))),
                Rule.of("(?<![\\d,.])2(?=\\s?(?:[个位次天只本件张条年岁秒周倍块种台把座杯瓶双层句行步名枚份组项点半套页部辆人家间所]|小时|分钟|千|万|亿))", "两"),
                Rule.of("(?<![\\dA-Za-z.,)）\\u4E00-\\u9FFF])[-−](?=\\d)|(?<=[\\u4E00-\\u9FFF])[-−](?=\\d)", "负"),
                Rule.of(NUMBER, m -> number(m.group(1))));
    }

    private static String number(String number) {
        return ChineseNumbers.number(number);
    }

    /** Before a unit two is 两. */
    private static String counted(String number) {
        return number.equals("2") ? "两" : number(number);
    }

    private static String percent(String of, String number) {
        boolean negative = number.startsWith("-") || number.startsWith("−");
        return (negative ? "负" : "") + of + "分之" + number(negative ? number.substring(1) : number);
    }

    private static String dotted(String version) {
        StringBuilder read = new StringBuilder();
        for (String part : version.split("\\.", -1)) {
            read.append(read.isEmpty() ? "" : "点")
                    .append(part.length() > 2 ? ChineseNumbers.digits(part) : number(part));
        }
        return read.toString();
    }
}
