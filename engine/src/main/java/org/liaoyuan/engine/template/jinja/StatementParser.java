package org.liaoyuan.engine.template.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.template.jinja.Statement.Flow;
import org.liaoyuan.engine.template.jinja.Statement.Signature;
import org.liaoyuan.engine.template.jinja.Statement.Target;

/** From tokens to statements. */
final class StatementParser {

    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final PrimaryParser primaries;
    private final HeadParser heads;

    private StatementParser(TokenStream tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens);
        this.primaries = new PrimaryParser(tokens, expressions);
        this.heads = new HeadParser(tokens, expressions, primaries);
    }

    static List<Statement> parse(String source) {
        TokenStream tokens = new TokenStream(Lexer.tokens(source));
        List<Statement> all = new StatementParser(tokens).body();
        if (tokens.peek().type() != Token.Type.END) {
            tokens.next();
            throw tokens.unexpected("a statement");
        }
        return all;
    }

    /** Statements up to one that ends or continues what encloses them; its opening delimiter is the next token. */
    private List<Statement> body() {
        tokens.enter();
        List<Statement> body = new ArrayList<>();
        while (tokens.peek().type() != Token.Type.END && !atInnerEnd()) {
            if (tokens.peek().type() == Token.Type.DATA) {
                body.add(new Statement.Data(Text.of(tokens.next().text())));
            } else if (tokens.atDelimiter("{{")) {
                tokens.next();
                body.add(new Statement.Output(expressions.tuple()));
                tokens.expectDelimiter("}}");
            } else {
                tokens.expectDelimiter("{%");
                body.add(statement());
            }
        }
        tokens.leave();
        return body;
    }

    private boolean atInnerEnd() {
        String name = tokens.peekSecond().text();
        return tokens.atDelimiter("{%") && (name.startsWith("end") || name.equals("else") || name.equals("elif"));
    }

    private List<Statement> bodyUntil(String end) {
        List<Statement> body = body();
        end(end);
        return body;
    }

    private void end(String name) {
        tokens.expectDelimiter("{%");
        tokens.expectName(name);
        close();
    }

    private void close() {
        tokens.expectDelimiter("%}");
    }

    private Statement statement() {
        int line = tokens.peek().line();
        String name = tokens.name();
        return switch (name) {
            case "if" -> conditional();
            case "for" -> loop();
            case "set" -> set();
            case "macro" -> macro();
            case "call" -> callBlock();
            case "with" -> with();
            case "filter" -> {
                List<Expression.Filter> filters = heads.filters(new ArrayList<>(List.of(primaries.filter())));
                close();
                yield new Statement.FilterBlock(filters, bodyUntil("endfilter"));
            }
            case "generation" -> {
                // marks what is trained on
                close();
                yield new Statement.Scoped(List.of(), bodyUntil("endgeneration"));
            }
            case "break", "continue" -> {
                close();
                yield new Statement.Leave(name.equals("break") ? Flow.BREAK : Flow.CONTINUE);
            }
            default -> throw TemplateFault.atLine(line, "the statement '" + name + "' is not known");
        };
    }

    private Statement conditional() {
        List<Statement.Branch> branches = new ArrayList<>();
        do {
            Expression test = expressions.tuple();
            close();
            branches.add(new Statement.Branch(test, body()));
            tokens.expectDelimiter("{%");
        } while (tokens.skipName("elif"));
        List<Statement> otherwise = List.of();
        if (tokens.skipName("else")) {
            close();
            otherwise = body();
            tokens.expectDelimiter("{%");
        }
        tokens.expectName("endif");
        close();
        return new Statement.If(branches, otherwise);
    }

    private Statement loop() {
        Target target = heads.target(false);
        tokens.expectName("in");
        Expression items = expressions.tupleWithoutCondition();
        @Nullable Expression condition = tokens.skipName("if") ? expressions.expression() : null;
        close();
        List<Statement> body = body();
        tokens.expectDelimiter("{%");
        List<Statement> otherwise = List.of();
        if (tokens.skipName("else")) {
            close();
            otherwise = body();
            tokens.expectDelimiter("{%");
        }
        tokens.expectName("endfor");
        close();
        return new Statement.For(target, items, condition, body, otherwise);
    }

    private Statement set() {
        Target target = heads.target(true);
        if (tokens.skipOperator("=")) {
            Expression value = expressions.tuple();
            close();
            return new Statement.Set(target, value);
        }
        List<Expression.Filter> filters = heads.filters(new ArrayList<>());
        close();
        return new Statement.SetBlock(target, filters, bodyUntil("endset"));
    }

    private Statement macro() {
        String name = tokens.name();
        Signature signature = heads.signature();
        close();
        return new Statement.MacroDefinition(name, signature, bodyUntil("endmacro"));
    }

    private Statement callBlock() {
        Signature signature = tokens.atOperator("(") ? heads.signature() : new Signature(List.of(), Map.of());
        if (!(expressions.expression() instanceof Expression.Call call)) {
            throw tokens.unexpected("a call");
        }
        close();
        return new Statement.CallBlock(signature, call, bodyUntil("endcall"));
    }

    private Statement with() {
        List<Map.Entry<Target, Expression>> names = new ArrayList<>();
        while (!tokens.atDelimiter("%}")) {
            Target target = heads.target(false);
            tokens.expectOperator("=");
            names.add(Map.entry(target, expressions.expression()));
            if (!tokens.atDelimiter("%}")) {
                tokens.expectOperator(",");
            }
        }
        close();
        return new Statement.Scoped(names, bodyUntil("endwith"));
    }
}
