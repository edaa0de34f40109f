package org.liaoyuan.engine.template.jinja;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts what stands between delimiters into tokens. */
final class ExpressionLexer {

    private static final Pattern FLOAT =
            Pattern.compile("(?:\\d+_)*\\d+(?:(?:\\.(?:\\d+_)*\\d+)?[eE][-+]?\\d+|\\.(?:\\d+_)*\\d+)");
    private static final Pattern INTEGER = Pattern.compile("0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|\\d[\\d_]*");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}\\p{M}_]+");
    private static final Pattern OPERATOR = Pattern.compile("//|\\*\\*|==|!=|>=|<=|[-+/*%~\\[\\](){}<>=.:|,;]");

    private final String source;
    private final boolean statement;
    private final List<Token> tokens;
    private final int line;
    private int at;
    private final StringBuilder open = new StringBuilder();

    /** @param tokens where the tokens go */
    ExpressionLexer(String source, int from, int line, boolean statement, List<Token> tokens) {
        this.source = source;
        this.at = from;
        this.line = line;
        this.statement = statement;
        this.tokens = tokens;
    }

    /** Reads up to the closing delimiter, and says where that begins, with its sign. */
    int end() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (Kind.isBlank(c)) {
                at++;
            } else if (open.isEmpty() && closes()) {
                return at;
            } else if (c == '\'' || c == '"') {
                string(c);
            } else if (Character.isDigit(c) && (take(FLOAT, Token.Type.FLOAT) || take(INTEGER, Token.Type.INTEGER))
                    || take(NAME, Token.Type.NAME)) {
                continue;
            } else if (take(OPERATOR, Token.Type.OPERATOR)) {
                balance(tokens.getLast().text().charAt(0));
            } else {
                throw TemplateFault.atLine(line, "unexpected character '" + c + "'");
            }
        }
        throw TemplateFault.atLine(line, "an opening {" + (statement ? "%" : "{") + " has no end");
    }

    private boolean closes() {
        String delimiter = statement ? "%}" : "}}";
        char c = source.charAt(at);
        boolean signed = c == '-' || statement && c == '+';
        return source.startsWith(delimiter, at + (signed ? 1 : 0));
    }

    private boolean take(Pattern pattern, Token.Type type) {
        // no number begins right behind a dot's member: a.0.1 is a chain
        if (type == Token.Type.FLOAT && at > 0 && source.charAt(at - 1) == '.') {
            return false;
        }
        Matcher matcher = pattern.matcher(source).region(at, source.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        tokens.add(new Token(type, matcher.group(), line));
        at = matcher.end();
        return true;
    }

    private void balance(char operator) {
        switch (operator) {
            case '(' -> open.append(')');
            case '[' -> open.append(']');
            case '{' -> open.append('}');
            case ')', ']', '}' -> {
                if (open.isEmpty() || open.charAt(open.length() - 1) != operator) {
                    throw TemplateFault.atLine(line, "unexpected '" + operator + "'");
                }
                open.setLength(open.length() - 1);
            }
            default -> {}
        }
    }

    private void string(char quote) {
        StringBuilder text = new StringBuilder();
        for (at++; at < source.length(); ) {
            char c = source.charAt(at++);
            if (c == quote) {
                tokens.add(new Token(Token.Type.STRING, text.toString(), line));
                return;
            }
            if (c == '\\' && at < source.length()) {
                escape(text);
            } else {
                text.append(c);
            }
        }
        throw TemplateFault.atLine(line, "a string has no end");
    }

    /** One of Python's escapes; what is none stays as it is. */
    private void escape(StringBuilder text) {
        char c = source.charAt(at++);
        switch (c) {
            case '\n' -> {}
            case '\\', '\'', '"' -> text.append(c);
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'a' -> text.append('\u0007');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'v' -> text.append('\u000b');
            case 'x' -> code(text, 2, 16);
            case 'u' -> code(text, 4, 16);
            case 'U' -> code(text, 8, 16);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                int digits = 1;
                while (digits < 3
                        && at + digits < source.length()
                        && Character.digit(source.charAt(at + digits), 8) >= 0) {
                    digits++;
                }
                code(text, digits, 8);
            }
            default -> text.append('\\').append(c);
        }
    }

    private void code(StringBuilder text, int digits, int radix) {
        try {
            text.appendCodePoint(Integer.parseInt(source, at, at + digits, radix));
            at += digits;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw TemplateFault.atLine(line, "a string holds a broken escape");
        }
    }
}
