package org.liaoyuan.sound.synthesis.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;

/** Everything but words, as it is read in English, in the order in which it is looked for. */
final class EnglishRules {

    private static final String NUMBER = "((?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?)";
    private static final String SIGNED = "([-−]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?)";
    private static final String FREE = "(?<![\\dA-Za-z.])";
    private static final String TO = "\\s?[-–—~]\\s?";

    /** The unit, and the hundredth of it. */
    private static final Map<String, List<String>> MONEY = Map.of(
            "$", List.of("dollar", "dollars", "cent", "cents"),
            "€", List.of("euro", "euros", "cent", "cents"),
            "£", List.of("pound", "pounds", "penny", "pence"),
            "¥", List.of("yuan", "yuan", "fen", "fen"));

    private static final List<Rule> RULES = rules();

    private EnglishRules() {}

    static String apply(String sentence) {
        return Rule.applyAll(RULES, sentence);
    }

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(Addresses.IN_ENGLISH);
        rules.addAll(abbreviations());
        rules.addAll(EnglishDates.RULES);
        rules.addAll(named());
        rules.addAll(quantities());
        rules.addAll(formulas());
        rules.addAll(counted());
        return List.copyOf(rules);
    }

    private static List<Rule> abbreviations() {
        return List.of(
                Rule.of("\\bMr\\.", "Mister"),
                Rule.of("\\bMrs\\.", "Missis"),
                Rule.of("\\bMs\\.", "Miz"),
                Rule.of("\\bDr\\.(?= [A-Z])", "Doctor"),
                Rule.of("\\bProf\\.", "Professor"),
                Rule.of("\\bSt\\.(?= [A-Z])", "Saint"),
                Rule.of("\\be\\.g\\.", "for example"),
                Rule.of("\\bi\\.e\\.", "that is"),
                Rule.of("\\betc\\.(?=\\s+[A-Z]|$)", "et cetera."),
                Rule.of("\\betc\\.", "et cetera"),
                Rule.of("\\bvs\\.?(?=\\s)", "versus"),
                Rule.of("\\bapprox\\.", "approximately"),
                Rule.of("\\bw/o\\b", "without"),
                Rule.of("\\bNo\\. ?(?=\\d)", "number "),
                Rule.of("\\bpp\\. ?(?=\\d)", "pages "),
                Rule.of("\\bp\\. ?(?=\\d)", "page "),
                Rule.of("#(?=\\d)", "number "));
    }

    private static List<Rule> named() {
        return List.of(
                Rule.of(
                        "(?<![\\d-])(?:\\+\\d{1,3}[- .]?)?(?:\\(\\d{3}\\)\\s?|\\d{3}[-. ])\\d{3}[-. ]\\d{4}(?![\\d-])",
                        m -> phone(m.group())),
                Rule.of("\\+\\d{1,3}(?:[- ]\\d{2,4}){2,5}", m -> phone(m.group())),
                Rule.of("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.])", m -> dotted(m.group(), "dot")),
                Rule.of("\\b[vV](\\d{1,4}(?:\\.\\d{1,4}){0,4})(?!\\d)", m -> "version " + dotted(m.group(1), "point")),
                Rule.of("(?<![\\dA-Za-z.])\\d{1,4}(?:\\.\\d{1,4}){2,4}(?![\\d.]\\d)", m -> dotted(m.group(), "point")),
                Rule.of("(?<![\\d,.])\\d{10,}(?![\\d.])", m -> EnglishNumbers.digits(m.group())),
                Rule.of(
                        "\\b(code|PIN|room|flight|ID)( is)? (\\d{3,})\\b",
                        m -> m.group(1) + Rule.group(m, 2) + " " + EnglishNumbers.digits(m.group(3))));
    }

    private static List<Rule> quantities() {
        return List.of(
                Rule.of(
                        "([$€£¥])\\s?" + NUMBER + "\\s?(million|billion|trillion|thousand|[kKMB]\\b)",
                        EnglishRules::largeMoney),
                Rule.of(
                        "([$€£¥])\\s?" + NUMBER + TO + "\\1?" + NUMBER + "(?![\\d.]*\\d)",
                        m -> number(m.group(2)) + " to " + number(m.group(3)) + " " + money(m.group(1), 1)),
                Rule.of("([$€£¥])\\s?((?:\\d{1,3}(?:,\\d{3})+|\\d+))(?:\\.(\\d{1,2}))?(?!\\d)", EnglishRules::money),
                Rule.of(
                        FREE + SIGNED + "\\s?%?" + TO + SIGNED + "\\s?%",
                        m -> number(m.group(1)) + " to " + number(m.group(2)) + " percent"),
                Rule.of(FREE + SIGNED + "\\s?%", m -> number(m.group(1)) + " percent"),
                Rule.of(
                        FREE + SIGNED + TO + SIGNED + "\\s?" + Units.PATTERN,
                        m -> number(m.group(1)) + " to " + number(m.group(2)) + " " + Units.english(m.group(3), false)),
                Rule.of(
                        FREE + SIGNED + "[\\s-]?" + Units.PATTERN,
                        m -> number(m.group(1)) + " "
                                + Units.english(m.group(2), m.group(1).equals("1"))));
    }

    private static List<Rule> formulas() {
        return List.of(
                Rule.of(FREE + "1/2(?![\\d/])", "one half"),
                Rule.of(FREE + "1/4(?![\\d/])", "one quarter"),
                Rule.of(FREE + "3/4(?![\\d/])", "three quarters"),
                Rule.of(FREE + "1/3(?![\\d/])", "one third"),
                Rule.of(FREE + "2/3(?![\\d/])", "two thirds"),
                Rule.of(
                        "(?<![\\d/])(\\d{1,4})/(\\d{1,4})(?![\\d/])",
                        m -> number(m.group(1)) + " over " + number(m.group(2))),
                Rule.of("\\b24/7\\b", "twenty-four seven"),
                Rule.of("(?<=[\\w)²³])\\s?\\+\\s?(?=[\\w(])", " plus "),
                Rule.of("(?<=[\\w)²³]) [-−–] (?=[\\d(])", " minus "),
                Rule.of("(?<=\\d)\\s?[×*✕]\\s?(?=\\d)|(?<=\\d)\\s?x\\s?(?=\\d)", " times "),
                Rule.of("(?<=[\\w)])\\s?÷\\s?(?=[\\w(])", " divided by "),
                Rule.of("\\s?(?:→|->|=>)\\s?", " to "),
                Rule.of("\\s?(?:≤|<=)\\s?", " is at most "),
                Rule.of("\\s?(?:≥|>=)\\s?", " is at least "),
                Rule.of("\\s?(?:≠|!=)\\s?", " is not equal to "),
                Rule.of("\\s?≈\\s?", " is about "),
                Rule.of("\\s?===?\\s?|\\s?=\\s?", " equals "),
                Rule.of("\\s?<\\s?(?=[\\d-])", " less than "),
                Rule.of("\\s?>\\s?(?=[\\d-])", " greater than "),
                Rule.of("±\\s?", " plus or minus "),
                Rule.of("\\^\\s?2\\b|²", " squared"),
                Rule.of("\\^\\s?3\\b|³", " cubed"),
                Rule.of("\\^\\s?(\\d{1,4})", m -> " to the power of " + number(m.group(1))),
                Rule.of("√\\s?", "the square root of "),
                Rule.of("π", " pi "),
                Rule.of("\\s?&\\s?", " and "),
                Rule.of("(?<=\\w)@(?=\\w)|\\s@\\s", " at "));
    }

    private static List<Rule> counted() {
        return List.of(
                Rule.of(
                        "(?<![\\d.,])(\\d{1,3}(?:,\\d{3})+|\\d{1,9})(?:st|nd|rd|th)\\b",
                        m -> EnglishNumbers.ordinal(m.group(1))),
                Rule.of(
                        FREE + "((?:1[1-9]|20)\\d\\d)[-–]((?:1[1-9]|20)\\d\\d)(?!\\d)",
                        m -> EnglishNumbers.year(m.group(1)) + " to " + EnglishNumbers.year(m.group(2))),
                Rule.of(
                        FREE + NUMBER + TO + NUMBER + "(?![\\d-])",
                        m -> number(m.group(1)) + " to " + number(m.group(2))),
                Rule.of(
                        "(?<![\\d.,A-Za-z$-])((?:1[1-9]|20)\\d\\d)(?![\\d.,]*\\d)",
                        m -> EnglishNumbers.year(m.group(1))),
                Rule.of("(?<![\\w.,)])[-−](?=\\d)", "minus "),
                Rule.of("(?<=[A-Za-z])-(?=\\d)", " "),
                Rule.of(NUMBER, m -> " " + number(m.group(1)) + " "));
    }

    private static String largeMoney(MatchResult match) {
        String large = switch (match.group(3)) {
            case "k", "K" -> "thousand";
            case "M" -> "million";
            case "B" -> "billion";
            default -> match.group(3);
        };
        return number(match.group(2)) + " " + large + " " + money(match.group(1), 1);
    }

    private static String money(MatchResult match) {
        String whole = match.group(2).replace(",", "");
        String hundredths = Rule.group(match, 3);
        int cents = hundredths.isEmpty() ? 0 : Integer.parseInt(hundredths) * (hundredths.length() == 1 ? 10 : 1);
        String small = cents == 0 ? "" : EnglishNumbers.small(cents) + " " + money(match.group(1), cents == 1 ? 2 : 3);
        if (whole.equals("0") && cents > 0) {
            return small;
        }
        String large = number(whole) + " " + money(match.group(1), whole.equals("1") ? 0 : 1);
        return small.isEmpty() ? large : large + " and " + small;
    }

    private static String money(String sign, int form) {
        return MONEY.getOrDefault(sign, List.of("", "", "", "")).get(form);
    }

    private static String number(String number) {
        return EnglishNumbers.number(number);
    }

    private static String phone(String written) {
        return EnglishNumbers.digits(written.replaceAll("^\\D+", ""));
    }

    private static String dotted(String version, String point) {
        StringBuilder read = new StringBuilder();
        for (String part : version.split("\\.", -1)) {
            read.append(read.isEmpty() ? "" : " " + point + " ").append(number(part));
        }
        return read.toString();
    }
}
