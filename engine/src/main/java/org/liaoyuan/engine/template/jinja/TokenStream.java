package org.liaoyuan.engine.template.jinja;

import java.util.List;

/** The tokens of a template, read from first to last. */
final class TokenStream {

    private static final int MOST_DEPTH = 100;

    private final List<Token> tokens;
    private int at;
    private int depth;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peekSecond() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (at + 1 < tokens.size()) {
            at++;
        }
        return token;
    }

    boolean atOperator(String operator) {
        return peek().is(Token.Type.OPERATOR, operator);
    }

    boolean atName(String name) {
        return peek().is(Token.Type.NAME, name);
    }

    boolean atDelimiter(String delimiter) {
        return peek().is(Token.Type.DELIMITER, delimiter);
    }

    boolean skipOperator(String operator) {
        return skip(atOperator(operator));
    }

    boolean skipName(String name) {
        return skip(atName(name));
    }

    private boolean skip(boolean there) {
        if (there) {
            next();
        }
        return there;
    }

    void expectOperator(String operator) {
        expect(Token.Type.OPERATOR, operator);
    }

    void expectName(String name) {
        expect(Token.Type.NAME, name);
    }

    void expectDelimiter(String delimiter) {
        expect(Token.Type.DELIMITER, delimiter);
    }

    private void expect(Token.Type type, String text) {
        if (!peek().is(type, text)) {
            throw unexpected("'" + text + "'");
        }
        next();
    }

    String name() {
        if (peek().type() != Token.Type.NAME) {
            throw unexpected("a name");
        }
        return next().text();
    }

    TemplateFault unexpected(String expected) {
        return TemplateFault.atLine(peek().line(), "expected " + expected + ", found " + peek());
    }

    /** Parsers call themselves; this keeps them from doing so without end. */
    void enter() {
        if (++depth > MOST_DEPTH) {
            throw TemplateFault.atLine(peek().line(), "it is nested more than " + MOST_DEPTH + " deep");
        }
    }

    void leave() {
        depth--;
    }
}
