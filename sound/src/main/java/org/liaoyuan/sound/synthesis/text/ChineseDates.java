package org.liaoyuan.sound.synthesis.text;

import java.util.List;
import java.util.regex.MatchResult;

/** Dates and times as they are read in Chinese. */
final class ChineseDates {

    private static final String MONTH = "(1[0-2]|0?[1-9])";
    private static final String DAY = "(3[01]|[12]\\d|0?[1-9])";
    private static final String TIME = "([01]?\\d|2[0-4]):([0-5]\\d)(?::([0-5]\\d))?";
    private static final String TO = "\\s*[-–—~～至到]+\\s*";

    static final List<Rule> RULES = List.of(
            Rule.of(
                    "(?<![\\d.])((?:1\\d|20|21)\\d\\d)([-/.])" + MONTH + "\\2" + DAY + "(?![\\d.-]|/\\d)",
                    ChineseDates::date),
            Rule.of("(?<!\\d)(\\d{4})" + TO + "(\\d{4})\\s?(?=年)", m -> year(m.group(1)) + "到" + year(m.group(2))),
            Rule.of("(?<!\\d)(\\d{4})\\s?(?=年)", m -> year(m.group(1))),
            Rule.of("(?<!\\d)(\\d\\d)年(?=代)", m -> ChineseNumbers.number(m.group(1)) + "年"),
            Rule.of("(?<!\\d)([6-9]\\d|0\\d)年(?=毕业|出生|生|级|[0-9])", m -> ChineseNumbers.digits(m.group(1)) + "年"),
            Rule.of(
                    "(?<!\\d)" + MONTH + "\\s?月\\s?" + DAY + "\\s?([日号])",
                    m -> plain(m.group(1)) + "月" + plain(m.group(2)) + m.group(3)),
            Rule.of("(?<![\\d:.])" + TIME + TO + TIME + "(?![\\d:])", m -> time(m, 1) + "到" + time(m, 4)),
            Rule.of("(?<![\\d:.])" + TIME + "(?![\\d:])", m -> time(m, 1)));

    private ChineseDates() {}

    private static String date(MatchResult match) {
        return year(match.group(1)) + "年" + plain(match.group(3)) + "月" + plain(match.group(4)) + "日";
    }

    /** Digit by digit; round thousands as numbers: 两千年. */
    private static String year(String year) {
        boolean round = year.endsWith("000") || year.compareTo("2200") > 0 || year.startsWith("0");
        return round ? ChineseNumbers.number(year) : ChineseNumbers.digits(year);
    }

    private static String plain(String number) {
        return ChineseNumbers.number(number.replaceFirst("^0(?=\\d)", ""));
    }

    /** 八点, 八点零五分, 八点三十分二十秒. */
    private static String time(MatchResult match, int group) {
        String minutes = match.group(group + 1);
        String seconds = Rule.group(match, group + 2);
        StringBuilder read = new StringBuilder(hour(match.group(group))).append('点');
        if (!minutes.equals("00") || !seconds.isEmpty()) {
            read.append(minutes.equals("00") ? "零" : ChineseNumbers.number(minutes))
                    .append('分');
        }
        if (!seconds.isEmpty()) {
            read.append(seconds.equals("00") ? "零" : ChineseNumbers.number(seconds))
                    .append('秒');
        }
        return read.toString();
    }

    private static String hour(String hour) {
        String read = plain(hour);
        return read.equals("二") ? "两" : read;
    }
}
