package org.liaoyuan.engine.template.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a template into tokens as Jinja 3.1 does with {@code trim_blocks} and {@code lstrip_blocks}: the line break after a block
 * or comment goes, and so does the indentation before one; {@code -} takes all white space on its side, {@code +} keeps it.
 */
final class Lexer {

    private static final Pattern RAW = Pattern.compile("\\{%[-+]?\\s*raw\\s*(-%}\\s*|%})");
    private static final Pattern END_RAW = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%}");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int counted;
    private boolean lineStarts = true;

    private Lexer(String source) {
        String normalised = source.replace("\r\n", "\n").replace('\r', '\n');
        this.source = normalised.endsWith("\n") ? normalised.substring(0, normalised.length() - 1) : normalised;
    }

    static List<Token> tokens(String source) {
        Lexer lexer = new Lexer(source);
        while (lexer.at < lexer.source.length()) {
            lexer.next();
        }
        lexer.add(Token.Type.END, "");
        return lexer.tokens;
    }

    private void next() {
        int open = opening();
        if (open == source.length()) {
            data(source.substring(at));
            at = open;
            return;
        }
        countLines(open);
        char kind = source.charAt(open + 1);
        char sign = open + 2 < source.length() ? source.charAt(open + 2) : ' ';
        data(cut(source.substring(at, open), sign, kind));
        Matcher raw = RAW.matcher(source).region(open, source.length());
        if (raw.lookingAt()) {
            at = raw.end();
            raw();
        } else {
            at = open + (sign == '-' || sign == '+' ? 3 : 2);
            if (kind == '#') {
                comment();
            } else {
                add(Token.Type.DELIMITER, "{" + kind);
                at = new ExpressionLexer(source, at, line, kind == '%', tokens).end();
                close(kind == '{' ? "}}" : "%}");
                add(Token.Type.DELIMITER, kind == '{' ? "}}" : "%}");
            }
        }
        lineStarts = source.charAt(at - 1) == '\n';
    }

    private void countLines(int to) {
        for (; counted < to; counted++) {
            line += source.charAt(counted) == '\n' ? 1 : 0;
        }
    }

    private int opening() {
        for (int open = source.indexOf('{', at); open >= 0; open = source.indexOf('{', open + 1)) {
            if (open + 1 < source.length() && "{%#".indexOf(source.charAt(open + 1)) >= 0) {
                return open;
            }
        }
        return source.length();
    }

    /** The text before an opening without the white space that the opening takes. */
    private String cut(String text, char sign, char kind) {
        if (sign == '-') {
            return stripTrailing(text);
        }
        int start = text.lastIndexOf('\n') + 1;
        boolean lstrips = sign != '+' && kind != '{' && (start > 0 || lineStarts);
        if (!lstrips || !text.substring(start).chars().allMatch(Kind::isBlank)) {
            return text;
        }
        return text.substring(0, start);
    }

    private String stripTrailing(String text) {
        int end = text.length();
        while (end > 0 && Kind.isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private void data(String text) {
        if (!text.isEmpty()) {
            add(Token.Type.DATA, text);
        }
    }

    private void comment() {
        int end = source.indexOf("#}", at);
        if (end < 0) {
            throw TemplateFault.atLine(line, "a comment has no end");
        }
        char sign = source.charAt(end - 1);
        at = end - (end > at && (sign == '-' || sign == '+') ? 1 : 0);
        close("#}");
    }

    private void raw() {
        Matcher end = END_RAW.matcher(source);
        if (!end.find(at)) {
            throw TemplateFault.atLine(line, "a raw block has no end");
        }
        String text = source.substring(at, end.start());
        lineStarts = false;
        data(cut(text, end.group(1).isEmpty() ? ' ' : end.group(1).charAt(0), '%'));
        at = end.end() - 2 - end.group(2).length();
        close("%}");
    }

    /** Takes a closing delimiter, its sign, and the white space behind that goes with it. */
    private void close(String delimiter) {
        char sign = source.charAt(at);
        at += delimiter.length() + (sign == '-' || sign == '+' ? 1 : 0);
        if (sign == '-') {
            while (at < source.length() && Kind.isBlank(source.charAt(at))) {
                at++;
            }
        } else if (sign != '+' && !delimiter.equals("}}") && at < source.length() && source.charAt(at) == '\n') {
            at++;
        }
    }

    private void add(Token.Type type, String text) {
        tokens.add(new Token(type, text, line));
    }
}
