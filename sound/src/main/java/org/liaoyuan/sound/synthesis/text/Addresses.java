package org.liaoyuan.sound.synthesis.text;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;

/** Addresses of the web, of mail and of the network: as they are spelled on the telephone. Of a long path the host is enough. */
final class Addresses {

    private static final int LONGEST_PATH = 24;
    private static final String NAME = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})";
    private static final String TOP = "(?:com|org|net|io|cn|edu|gov|dev|ai|app|co|uk|de|jp|me|info|tv|cc)";

    private static final String MAIL = "[A-Za-z0-9._%+-]{1,64}@" + NAME + "(?:\\." + NAME + "){1,5}";
    private static final String URL =
            "(?:https?|ftp)://([^\\s\\u3000-\\u303F\\u4E00-\\u9FFF\\uFF00-\\uFFEF<>\"]{1,500}?)(?=[.,;:!?)\\]]*(?:[\\s\\u3000-\\u303F\\u4E00-\\u9FFF\\uFF00-\\uFFEF<>\"]|$))";
    private static final String HOST =
            "(?<![\\w@.])((?:www\\.)?(?:" + NAME + "\\.){1,4}" + TOP + "(?:/[\\w./?=&%#-]{0,200}[\\w/])?)(?![\\w@])";

    private static final Map<Character, String> CHINESE = Map.of(
            '.', "点", '/', "斜杠", '-', "杠", '_', "下划线", '@', "艾特", ':', "冒号", '?', "问号", '=', "等于", '&', "和", '#', "井号");
    private static final Map<Character, String> ENGLISH = Map.of(
            '.',
            "dot",
            '/',
            "slash",
            '-',
            "dash",
            '_',
            "underscore",
            '@',
            "at",
            ':',
            "colon",
            '?',
            "question mark",
            '=',
            "equals",
            '&',
            "and",
            '#',
            "hash");

    static final List<Rule> IN_CHINESE = rules(CHINESE, Language.CHINESE);
    static final List<Rule> IN_ENGLISH = rules(ENGLISH, Language.ENGLISH);

    private Addresses() {}

    private static List<Rule> rules(Map<Character, String> signs, Language language) {
        return List.of(
                Rule.of(MAIL, match -> read(match.group(), signs, language)),
                Rule.of(URL, match -> read(host(match), signs, language)),
                Rule.of(HOST, match -> read(host(match), signs, language)));
    }

    private static String host(MatchResult match) {
        String address = match.group(1).replaceFirst("/$", "");
        int path = address.indexOf('/');
        return path > 0 && address.length() - path > LONGEST_PATH ? address.substring(0, path) : address;
    }

    private static String read(String address, Map<Character, String> signs, Language language) {
        StringBuilder read = new StringBuilder(" ");
        boolean digit = false;
        for (char c : address.toCharArray()) {
            String sign = signs.get(c);
            boolean isDigit = c >= '0' && c <= '9';
            if (sign != null) {
                read.append(' ').append(sign).append(' ');
            } else if (isDigit) {
                String one = Character.toString(c);
                read.append(' ')
                        .append(language == Language.CHINESE ? ChineseNumbers.digits(one) : EnglishNumbers.digits(one));
            } else {
                read.append(digit ? " " : "").append(Character.isLetter(c) ? c : ' ');
            }
            digit = isDigit;
        }
        return read.append(' ').toString();
    }
}
