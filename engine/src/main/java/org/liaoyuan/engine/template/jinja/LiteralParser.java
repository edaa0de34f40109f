package org.liaoyuan.engine.template.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Literals and names. */
final class LiteralParser {

    private final TokenStream tokens;
    private final ExpressionParser expressions;

    LiteralParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /** A literal, a name, or what stands in parentheses. */
    Expression next() {
        Token token = tokens.peek();
        return switch (token.type()) {
            case NAME -> name(tokens.next().text());
            case STRING -> strings();
            case INTEGER -> new Expression.Constant(integer(tokens.next()));
            case FLOAT ->
                new Expression.Constant(Double.valueOf(tokens.next().text().replace("_", "")));
            case OPERATOR ->
                switch (token.text()) {
                    case "(" -> parenthesis();
                    case "[" -> {
                        tokens.next();
                        yield new Expression.ListOf(items("]"));
                    }
                    case "{" -> dict();
                    default -> throw tokens.unexpected("a value");
                };
            default -> throw tokens.unexpected("a value");
        };
    }

    private static Expression name(String name) {
        return switch (name) {
            case "true", "True" -> new Expression.Constant(true);
            case "false", "False" -> new Expression.Constant(false);
            case "none", "None" -> new Expression.Constant(None.NONE);
            default -> new Expression.Name(name);
        };
    }

    private Expression strings() {
        StringBuilder all = new StringBuilder();
        while (tokens.peek().type() == Token.Type.STRING) {
            all.append(tokens.next().text());
        }
        return new Expression.Constant(Text.of(all.toString()));
    }

    static Long integer(Token token) {
        String digits = token.text().replace("_", "");
        try {
            return digits.matches("0[oO].*")
                    ? Long.valueOf(digits.substring(2), 8)
                    : digits.matches("0[bB].*")
                            ? Long.valueOf(digits.substring(2), 2)
                            : digits.matches("0[xX].*") ? Long.decode(digits) : Long.valueOf(digits);
        } catch (NumberFormatException e) {
            throw TemplateFault.atLine(token.line(), "the number " + digits + " is too large");
        }
    }

    private Expression parenthesis() {
        tokens.next();
        if (tokens.skipOperator(")")) {
            return new Expression.TupleOf(List.of());
        }
        Expression value = expressions.tuple();
        tokens.expectOperator(")");
        return value;
    }

    private List<Expression> items(String end) {
        List<Expression> items = new ArrayList<>();
        while (!tokens.skipOperator(end)) {
            items.add(expressions.expression());
            if (!tokens.atOperator(end)) {
                tokens.expectOperator(",");
            }
        }
        return items;
    }

    private Expression dict() {
        tokens.next();
        List<Map.Entry<Expression, Expression>> entries = new ArrayList<>();
        while (!tokens.skipOperator("}")) {
            Expression key = expressions.expression();
            tokens.expectOperator(":");
            entries.add(Map.entry(key, expressions.expression()));
            if (!tokens.atOperator("}")) {
                tokens.expectOperator(",");
            }
        }
        return new Expression.DictOf(entries);
    }
}
