package org.liaoyuan.sound.synthesis.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;

/** Dates and times as they are read in American English. */
final class EnglishDates {

    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");
    private static final String MONTH =
            "(Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?|Sep(?:tember|t?\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)";
    private static final String NUMBER = "(1[0-2]|0?[1-9])";
    private static final String DAY = "(3[01]|[12]\\d|0?[1-9])";
    private static final String YEAR = "((?:1[1-9]|20)\\d\\d)";
    private static final String HALF = "(?:\\s?([AaPp])(?:[Mm]\\b|\\.[Mm]\\.))";

    static final List<Rule> RULES = List.of(
            Rule.of(
                    "(?<![\\d.-])" + YEAR + "([-/.])" + NUMBER + "\\2" + DAY + "(?![\\d-])",
                    m -> date(month(m.group(3)), m.group(4), m.group(1))),
            Rule.of(
                    "(?<![\\d/])" + NUMBER + "/" + DAY + "/" + YEAR + "(?!\\d)",
                    m -> date(month(m.group(1)), m.group(2), m.group(3))),
            Rule.of(
                    "\\b" + MONTH + " " + DAY + "(?:st|nd|rd|th)?(?:,? " + YEAR + ")?\\b",
                    m -> date(month(m.group(1)), m.group(2), Rule.group(m, 3))),
            Rule.of(
                    "\\b" + DAY + "(?:st|nd|rd|th)? (?:of )?" + MONTH + "(?:,? " + YEAR + ")?\\b",
                    m -> "the " + ordinal(m.group(1)) + " of " + month(m.group(2)) + year(Rule.group(m, 3))),
            Rule.of("\\b" + MONTH + " " + YEAR + "\\b", m -> month(m.group(1)) + " " + EnglishNumbers.year(m.group(2))),
            Rule.of(
                    "(?<![\\d.])" + YEAR.replace("\\d\\d)", "\\d)") + "0'?s\\b",
                    m -> EnglishNumbers.decade(m.group(1) + "0")),
            Rule.of(
                    "(?<!\\w)['\\u2019]([2-9])0s\\b",
                    m -> EnglishNumbers.small(10 * Integer.parseInt(m.group(1))).replaceFirst("y$", "ie") + "s"),
            Rule.of(
                    "(?<![\\d:.])([01]?\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d))?" + HALF + "?(?![\\d:])",
                    EnglishDates::time),
            Rule.of(
                    "(?<![\\d:.])(1[0-2]|[1-9])" + HALF,
                    m -> EnglishNumbers.number(m.group(1)) + " " + m.group(2).toUpperCase(Locale.ROOT) + "M"));

    private EnglishDates() {}

    private static String date(String month, String day, String year) {
        return month + " " + ordinal(day) + year(year);
    }

    private static String ordinal(String day) {
        return EnglishNumbers.ordinal(day.replaceFirst("^0", ""));
    }

    private static String year(String year) {
        return year.isEmpty() ? "" : ", " + EnglishNumbers.year(year);
    }

    private static String month(String written) {
        if (Character.isDigit(written.charAt(0))) {
            return MONTHS.get(Integer.parseInt(written) - 1);
        }
        return MONTHS.stream()
                .filter(month -> month.startsWith(written.substring(0, 3)))
                .findFirst()
                .orElse(written);
    }

    /** Eight o'clock, eight oh five AM, seventeen thirty. */
    private static String time(MatchResult match) {
        String half = Rule.group(match, 4).isEmpty() ? "" : " " + match.group(4).toUpperCase(Locale.ROOT) + "M";
        String hour = EnglishNumbers.number(match.group(1).replaceFirst("^0(?=\\d)", ""));
        String minutes = match.group(2);
        String seconds = Rule.group(match, 3);
        String read = hour;
        if (!minutes.equals("00")) {
            read += (minutes.startsWith("0") ? " oh " : " ") + EnglishNumbers.small(Integer.parseInt(minutes));
        } else if (half.isEmpty() && seconds.isEmpty()) {
            read += Integer.parseInt(match.group(1)) > 12 ? " hundred" : " o'clock";
        }
        if (!seconds.isEmpty()) {
            read += " and " + EnglishNumbers.small(Integer.parseInt(seconds)) + " seconds";
        }
        return read + half;
    }
}
