package org.liaoyuan.sound.synthesis.text;

import java.util.List;

/** Markdown and HTML without their signs; programs in fences are not read out. */
final class Markdown {

    private static final List<Rule> RULES = List.of(
            Rule.of("(?s)```.*?(?:```|$)", "\n"),
            Rule.of("(?m)^ {0,3}(?:[-*_] ?){3,}$", ""),
            Rule.of("(?m)^\\s*\\|?(?:\\s*:?-{2,}:?\\s*\\|)+\\s*:?-*:?\\s*$", ""),
            Rule.of("<!--.{0,2000}?-->|</?[A-Za-z][^<>]{0,500}>", " "));

    private static final List<Rule> GROUPED = List.of(
            Rule.of("!?\\[([^\\]\\[]{0,300})\\]\\([^)]{0,2000}\\)", m -> m.group(1)),
            Rule.of("`{1,2}([^`]{1,500})`{1,2}", m -> m.group(1)),
            Rule.of("(\\*{1,3}|~~)(?=\\S)([^*~\\n]{1,500}?)(?<=\\S)\\1", m -> m.group(2)),
            Rule.of("(?<![\\w*_])(_{1,2})(?=\\S)([^_\\n]{1,500}?)(?<=\\S)\\1(?!\\w)", m -> m.group(2)),
            Rule.of("(?m)^ {0,3}#{1,6}\\s+(.{0,500}?)\\s*#*\\s*$", m -> ended(m.group(1))),
            Rule.of("(?m)^\\s*(?:>\\s?)+", m -> ""),
            Rule.of("(?m)^\\s*[-*+•]\\s+(?:\\[[ xX]\\]\\s+)?(.{0,2000})$", m -> ended(m.group(1))),
            Rule.of("(?m)^(\\s*\\d{1,3})[.)]\\s+(.{0,2000})$", m -> m.group(1) + ", " + ended(m.group(2))),
            Rule.of("(?m)^\\s*\\|(.{0,2000})\\|\\s*$", m -> ended(m.group(1).replaceAll("\\s*\\|\\s*", ", "))));

    /** Pictures, dingbats, joiners and variation selectors. */
    private static final Rule EMOJI =
            Rule.of("[\\x{1F000}-\\x{1FAFF}\\x{2600}-\\x{27BF}\\x{2B00}-\\x{2BFF}\\x{FE0F}\\x{200D}\\x{20E3}]+", " ");

    private Markdown() {}

    static String plain(String text) {
        return EMOJI.apply(Rule.applyAll(GROUPED, Rule.applyAll(RULES, text)));
    }

    /** A heading or an item of a list is a sentence. */
    private static String ended(String line) {
        String stripped = line.strip();
        if (stripped.isEmpty() || ".!?:;,。！？：；，…".indexOf(stripped.charAt(stripped.length() - 1)) >= 0) {
            return stripped;
        }
        return stripped + (Language.of(stripped) == Language.CHINESE ? "。" : ".");
    }
}
