package org.liaoyuan.engine.template.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

/** Cutting text as Python does. */
record TextCuts(Budget budget) {

    /** @param characters those to take off, None for white space */
    static Text strip(Text text, Object characters, boolean left, boolean right) {
        IntPredicate goes = switch (characters) {
            case None none -> Kind::isBlank;
            case Text set -> c -> set.toString().indexOf(c) >= 0;
            default -> throw new TemplateFault("strip arg must be None or str, not " + Kind.of(characters));
        };
        String all = text.toString();
        int from = 0;
        int to = all.length();
        while (left && from < to && goes.test(all.codePointAt(from))) {
            from += Character.charCount(all.codePointAt(from));
        }
        while (right && to > from && goes.test(all.codePointBefore(to))) {
            to -= Character.charCount(all.codePointBefore(to));
        }
        return text.slice(from, to);
    }

    static List<Object> split(Text text, String between, long most, boolean fromRight) {
        String all = text.toString();
        List<Object> parts = new ArrayList<>();
        if (fromRight) {
            int end = all.length();
            for (int at = all.lastIndexOf(between); at >= 0 && parts.size() < most; ) {
                add(parts, text.slice(at + between.length(), end));
                end = at;
                at = at < between.length() ? -1 : all.lastIndexOf(between, at - between.length());
            }
            add(parts, text.slice(0, end));
            Collections.reverse(parts);
            return parts;
        }
        int from = 0;
        for (int at = all.indexOf(between); at >= 0 && parts.size() < most; at = all.indexOf(between, from)) {
            add(parts, text.slice(from, at));
            from = at + between.length();
        }
        add(parts, text.slice(from, all.length()));
        return parts;
    }

    /** Split at white space. */
    static List<Object> words(Text text, long most, boolean fromRight) {
        if (fromRight && most != Long.MAX_VALUE) {
            throw new TemplateFault("rsplit at white space with maxsplit is not known");
        }
        String all = text.toString();
        List<Object> words = new ArrayList<>();
        for (int at = end(all, 0, true); at < all.length(); at = end(all, at, true)) {
            // the last one, where not all are cut, keeps the blanks behind it
            int end = words.size() == most ? all.length() : end(all, at, false);
            add(words, text.slice(at, end));
            at = end;
        }
        return words;
    }

    /** Where the blanks, or what is none, end. */
    private static int end(String all, int from, boolean blank) {
        int at = from;
        while (at < all.length() && Kind.isBlank(all.charAt(at)) == blank) {
            at++;
        }
        return at;
    }

    static List<Object> lines(Text text, boolean keepEnds) {
        String all = text.toString();
        List<Object> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < all.length(); at++) {
            if (endsLine(all.charAt(at))) {
                int end = at;
                at += all.startsWith("\r\n", at) ? 1 : 0;
                add(lines, text.slice(from, keepEnds ? at + 1 : end));
                from = at + 1;
            }
        }
        if (from < all.length()) {
            add(lines, text.slice(from, all.length()));
        }
        return lines;
    }

    private static boolean endsLine(char c) {
        return c >= '\n' && c <= '\r' || c >= 0x1c && c <= 0x1e || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static void add(List<Object> parts, Text part) {
        Budget.requireItems(parts.size() + 1L);
        parts.add(part);
    }

    Text replace(Text text, Text old, Text replacement, long most) {
        String all = text.toString();
        String wanted = old.toString();
        budget.search(all.length(), wanted.length());
        Text.Builder out = new Text.Builder();
        int from = 0;
        long count = 0;
        for (int at = all.indexOf(wanted); at >= 0 && (most < 0 || count < most); count++) {
            int end = at + wanted.length();
            out.append(text, from, at).append(replacement);
            from = end;
            if (wanted.isEmpty()) {
                if (at == all.length()) {
                    break;
                }
                at += Character.charCount(all.codePointAt(at));
            } else {
                at = all.indexOf(wanted, end);
            }
        }
        return out.append(text, from, all.length()).build();
    }
}
