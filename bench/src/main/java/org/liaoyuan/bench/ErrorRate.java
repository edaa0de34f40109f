package org.liaoyuan.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a transcript is from what was said: words of English, characters of Chinese, that were put in, left out or exchanged, by
 * the number of those that were said. Case, punctuation and hyphens do not count, and numbers up to ten are the same in digits and
 * in words.
 */
final class ErrorRate {

    private static final List<String> NUMBERS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
    private static final Map<String, String> SHORT = Map.of("mr", "mister", "oclock", "o clock");
    private static final String CHINESE_DIGITS = "零一二三四五六七八九";

    private int errors;
    private int units;

    /** @return the errors of this one */
    int add(String language, String said, String written) {
        List<String> reference = units(language, said);
        int distance = distance(reference, units(language, written));
        errors += distance;
        units += reference.size();
        return distance;
    }

    double percent() {
        return units == 0 ? 0 : 100.0 * errors / units;
    }

    int units() {
        return units;
    }

    int errors() {
        return errors;
    }

    private static List<String> units(String language, String text) {
        if (language.equals("zh")) {
            StringBuilder out = new StringBuilder();
            String words = numerals(text);
            words.codePoints().filter(Character::isLetterOrDigit).forEach(out::appendCodePoint);
            return out.codePoints().mapToObj(Character::toString).toList();
        }
        String plain = text.toLowerCase(Locale.ROOT).replace('-', ' ').replaceAll("[^a-z0-9 ]", "");
        return Arrays.stream(plain.split(" +"))
                .filter(word -> !word.isEmpty())
                .map(ErrorRate::word)
                .flatMap(word -> Arrays.stream(word.split(" ")))
                .toList();
    }

    private static String word(String word) {
        String full = SHORT.getOrDefault(word, word);
        return full.matches("\\d|10") ? NUMBERS.get(Integer.parseInt(full)) : full;
    }

    /** 26 as 二十六, and digits that are no number of two as they stand. */
    private static String numerals(String text) {
        String counted = text.replaceAll("1234567890", "一二三四五六七八九十");
        StringBuilder out = new StringBuilder();
        Matcher numbers = Pattern.compile("\\d+").matcher(counted);
        while (numbers.find()) {
            numbers.appendReplacement(out, chinese(numbers.group()));
        }
        return numbers.appendTail(out).toString();
    }

    private static String chinese(String digits) {
        if (digits.length() == 2 && digits.charAt(0) != '0') {
            String tens = digits.charAt(0) == '1' ? "" : digit(digits.charAt(0));
            return tens + "十" + (digits.charAt(1) == '0' ? "" : digit(digits.charAt(1)));
        }
        StringBuilder out = new StringBuilder();
        digits.chars().forEach(c -> out.append(digit((char) c)));
        return out.toString();
    }

    private static String digit(char c) {
        return CHINESE_DIGITS.substring(c - '0', c - '0' + 1);
    }

    /** Levenshtein's. */
    static int distance(List<String> one, List<String> other) {
        int[] before = new int[other.size() + 1];
        Arrays.setAll(before, i -> i);
        for (int i = 1; i <= one.size(); i++) {
            int[] row = new int[other.size() + 1];
            row[0] = i;
            for (int j = 1; j <= other.size(); j++) {
                int exchanged = before[j - 1] + (one.get(i - 1).equals(other.get(j - 1)) ? 0 : 1);
                row[j] = Math.min(exchanged, 1 + Math.min(before[j], row[j - 1]));
            }
            before = row;
        }
        return before[other.size()];
    }
}
