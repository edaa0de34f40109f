package org.liaoyuan.engine.template.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What follows a literal or a name: members, calls, filters, tests. */
final class PrimaryParser {

    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final LiteralParser literals;

    PrimaryParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.literals = new LiteralParser(tokens, expressions);
    }

    /** A sign binds looser than members and tighter than filters. */
    Expression unary(boolean filters) {
        tokens.enter();
        Expression value;
        if (tokens.atOperator("-") || tokens.atOperator("+")) {
            value = new Expression.Signed(tokens.next().text(), unary(false));
        } else {
            value = literals.next();
        }
        value = members(value);
        tokens.leave();
        return filters ? filters(value) : value;
    }

    boolean atEndOfTuple() {
        Token token = tokens.peek();
        return token.type() == Token.Type.DELIMITER
                || tokens.atOperator(")")
                || tokens.atOperator("=")
                || tokens.atName("in");
    }

    private Expression members(Expression of) {
        Expression value = of;
        while (true) {
            if (tokens.skipOperator(".")) {
                value = tokens.peek().type() == Token.Type.INTEGER
                        ? new Expression.Item(value, new Expression.Constant(LiteralParser.integer(tokens.next())))
                        : new Expression.Attribute(value, tokens.name());
            } else if (tokens.skipOperator("[")) {
                value = subscript(value);
            } else if (tokens.atOperator("(")) {
                value = new Expression.Call(value, passed());
            } else {
                return value;
            }
        }
    }

    private Expression subscript(Expression of) {
        @Nullable Expression from = tokens.atOperator(":") ? null : expressions.tuple();
        if (from != null && tokens.skipOperator("]")) {
            return new Expression.Item(of, from);
        }
        tokens.expectOperator(":");
        @Nullable Expression to = bound();
        @Nullable Expression step = tokens.skipOperator(":") ? bound() : null;
        tokens.expectOperator("]");
        return new Expression.Slice(of, from, to, step);
    }

    private @Nullable Expression bound() {
        return tokens.atOperator(":") || tokens.atOperator("]") ? null : expressions.expression();
    }

    Expression.Passed passed() {
        tokens.expectOperator("(");
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        List<Expression> lists = new ArrayList<>();
        List<Expression> dicts = new ArrayList<>();
        while (!tokens.skipOperator(")")) {
            if (tokens.skipOperator("**")) {
                dicts.add(expressions.expression());
            } else if (tokens.skipOperator("*")) {
                lists.add(expressions.expression());
            } else if (tokens.peek().type() == Token.Type.NAME
                    && tokens.peekSecond().is(Token.Type.OPERATOR, "=")) {
                String name = tokens.name();
                tokens.next();
                named.put(name, expressions.expression());
            } else {
                positional.add(expressions.expression());
            }
            if (!tokens.atOperator(")")) {
                tokens.expectOperator(",");
            }
        }
        return new Expression.Passed(positional, named, lists, dicts);
    }

    private Expression filters(Expression of) {
        Expression value = of;
        while (true) {
            if (tokens.skipOperator("|")) {
                value = new Expression.Filtered(value, filter());
            } else if (tokens.skipName("is")) {
                value = test(value);
            } else if (tokens.atOperator("(")) {
                value = new Expression.Call(value, passed());
            } else {
                return value;
            }
        }
    }

    Expression.Filter filter() {
        StringBuilder name = new StringBuilder(tokens.name());
        while (tokens.skipOperator(".")) {
            name.append('.').append(tokens.name());
        }
        return new Expression.Filter(name.toString(), tokens.atOperator("(") ? passed() : Expression.Passed.NOTHING);
    }

    private Expression test(Expression of) {
        boolean not = tokens.skipName("not");
        String name = tokens.name();
        Expression.Passed passed = Expression.Passed.NOTHING;
        if (tokens.atOperator("(")) {
            passed = passed();
        } else if (beginsOperand()) {
            passed = new Expression.Passed(List.of(members(literals.next())), Map.of(), List.of(), List.of());
        }
        Expression test = new Expression.Test(of, name, passed);
        return not ? new Expression.Not(test) : test;
    }

    /** Whether a test's one argument follows without parentheses: {@code x is divisibleby 3}. */
    private boolean beginsOperand() {
        return switch (tokens.peek().type()) {
            case STRING, INTEGER, FLOAT -> true;
            case OPERATOR -> tokens.atOperator("[") || tokens.atOperator("{");
            case NAME ->
                !tokens.atName("else")
                        && !tokens.atName("or")
                        && !tokens.atName("and")
                        && !tokens.atName("if")
                        && !tokens.atName("is")
                        && !tokens.atName("in")
                        && !tokens.atName("not");
            default -> false;
        };
    }
}
