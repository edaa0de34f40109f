package org.liaoyuan.sound.synthesis.text;

import java.util.Map;

/** Numbers in English. */
final class EnglishNumbers {

    private static final String[] SMALL = {
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen"
    };
    private static final String[] TENS = {
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };
    private static final String[] GROUPS = {"", " thousand", " million", " billion", " trillion"};
    private static final int MOST_DIGITS = 15;

    private static final Map<String, String> ORDINALS = Map.ofEntries(
            Map.entry("one", "first"),
            Map.entry("two", "second"),
            Map.entry("three", "third"),
            Map.entry("five", "fifth"),
            Map.entry("eight", "eighth"),
            Map.entry("nine", "ninth"),
            Map.entry("twelve", "twelfth"));

    private EnglishNumbers() {}

    /** Digit by digit, other signs as pauses. */
    static String digits(String digits) {
        StringBuilder read = new StringBuilder();
        for (String group : digits.split("\\D+", -1)) {
            read.append(read.isEmpty() || group.isEmpty() ? "" : ", ");
            for (int i = 0; i < group.length(); i++) {
                read.append(i == 0 ? "" : " ").append(SMALL[group.charAt(i) - '0']);
            }
        }
        return read.toString();
    }

    /** A number such as {@code 12,345.60}, {@code -3}, {@code 007}: digit by digit if it begins with a zero or is too long. */
    static String number(String written) {
        String number = written.replace(",", "");
        if (number.startsWith("-") || number.startsWith("−")) {
            return "minus " + number(number.substring(1));
        }
        int point = number.indexOf('.');
        if (point >= 0) {
            String whole = point == 0 ? "0" : number.substring(0, point);
            return integer(whole) + " point " + digits(number.substring(point + 1));
        }
        return integer(number);
    }

    static String ordinal(String number) {
        String read = integer(number.replace(",", ""));
        int last = Math.max(read.lastIndexOf(' '), read.lastIndexOf('-')) + 1;
        String word = read.substring(last);
        String ordinal = ORDINALS.getOrDefault(
                word, word.endsWith("y") ? word.substring(0, word.length() - 1) + "ieth" : word + "th");
        return read.substring(0, last) + ordinal;
    }

    /** A year of four digits: nineteen oh five, two thousand six, twenty twenty-six. */
    static String year(String year) {
        int head = Integer.parseInt(year.substring(0, 2));
        int tail = Integer.parseInt(year.substring(2));
        if (tail == 0) {
            return head % 10 == 0 ? small(head / 10) + " thousand" : small(head) + " hundred";
        }
        if (head % 10 == 0 && tail < 10) {
            return small(head / 10) + " thousand " + small(tail);
        }
        return small(head) + (tail < 10 ? " oh " : " ") + small(tail);
    }

    /** Ten years: the nineteen nineties. */
    static String decade(String year) {
        return year(year).replaceFirst("y$", "ie") + "s";
    }

    private static String integer(String digits) {
        if (digits.length() > 1 && digits.startsWith("0") || digits.length() > MOST_DIGITS) {
            return digits(digits);
        }
        long number = Long.parseLong(digits);
        if (number == 0) {
            return SMALL[0];
        }
        StringBuilder read = new StringBuilder();
        for (int group = GROUPS.length - 1; group >= 0; group--) {
            int part = (int) (number / power(group) % 1000);
            if (part > 0) {
                read.append(read.isEmpty() ? "" : " ").append(hundreds(part)).append(GROUPS[group]);
            }
        }
        return read.toString();
    }

    private static long power(int group) {
        long power = 1;
        for (int i = 0; i < group; i++) {
            power *= 1000;
        }
        return power;
    }

    private static String hundreds(int number) {
        if (number < 100) {
            return small(number);
        }
        String rest = number % 100 == 0 ? "" : " " + small(number % 100);
        return SMALL[number / 100] + " hundred" + rest;
    }

    static String small(int number) {
        if (number < 20) {
            return SMALL[number];
        }
        return TENS[number / 10] + (number % 10 == 0 ? "" : "-" + SMALL[number % 10]);
    }
}
