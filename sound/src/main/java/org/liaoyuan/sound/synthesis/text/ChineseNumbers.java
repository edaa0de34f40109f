package org.liaoyuan.sound.synthesis.text;

/** Numbers in Chinese. */
final class ChineseNumbers {

    private static final String DIGITS = "零一二三四五六七八九";
    private static final String[] PLACES = {"", "十", "百", "千"};
    private static final String[] GROUPS = {"", "万", "亿", "万亿"};
    private static final int MOST_DIGITS = 16;

    private ChineseNumbers() {}

    /** Digit by digit; 一 as it is. */
    static String digits(String digits) {
        StringBuilder read = new StringBuilder();
        for (char c : digits.toCharArray()) {
            read.append(c >= '0' && c <= '9' ? DIGITS.charAt(c - '0') : c);
        }
        return read.toString();
    }

    /** Digit by digit as telephone numbers are read: 1 is 幺. */
    static String phone(String digits) {
        return digits(digits.replaceAll("\\D+", "，")).replace('一', '幺');
    }

    /** A number such as {@code 12,345.60}, {@code -3}, {@code 007}: digit by digit if it begins with a zero or is too long. */
    static String number(String written) {
        String number = written.replace(",", "").replace("，", "");
        if (number.startsWith("-") || number.startsWith("−")) {
            return "负" + number(number.substring(1));
        }
        int point = number.indexOf('.');
        if (point >= 0) {
            String whole = point == 0 ? "0" : number.substring(0, point);
            return integer(whole) + "点" + digits(number.substring(point + 1));
        }
        return integer(number);
    }

    private static String integer(String digits) {
        if (digits.length() > 1 && digits.startsWith("0") || digits.length() > MOST_DIGITS) {
            return digits(digits);
        }
        String read = groups(digits);
        return read.startsWith("一十") ? read.substring(1) : read;
    }

    private static String groups(String digits) {
        if (digits.equals("0")) {
            return "零";
        }
        StringBuilder read = new StringBuilder();
        boolean gap = false;
        for (int end = digits.length() % 4 == 0 ? 4 : digits.length() % 4, begin = 0;
                begin < digits.length();
                begin = end, end += 4) {
            String group = digits.substring(begin, end);
            int place = (digits.length() - end) / 4;
            if (Integer.parseInt(group) == 0) {
                gap = true;
                if (place == 2 && !read.isEmpty() && read.indexOf("亿") < 0) {
                    read.append("亿");
                }
                continue;
            }
            gap |= group.startsWith("0");
            read.append(gap && !read.isEmpty() ? "零" : "")
                    .append(group(group, place > 0))
                    .append(GROUPS[place]);
            gap = false;
        }
        return read.toString().replace("万亿亿", "万亿");
    }

    /** Up to four digits. Two thousand, and two of a large unit, are 两. */
    private static String group(String digits, boolean large) {
        String group = digits.replaceFirst("^0+", "");
        if (group.equals("2") && large) {
            return "两";
        }
        StringBuilder read = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < group.length(); i++) {
            int digit = group.charAt(i) - '0';
            int place = group.length() - 1 - i;
            if (digit == 0) {
                gap = true;
            } else {
                boolean two = digit == 2 && place == 3;
                read.append(gap ? "零" : "")
                        .append(two ? '两' : DIGITS.charAt(digit))
                        .append(PLACES[place]);
                gap = false;
            }
        }
        return read.toString();
    }
}
