package org.liaoyuan.engine.template.jinja;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What writes output or changes names. */
sealed interface Statement {

    record Data(Text text) implements Statement {}

    record Output(Expression value) implements Statement {}

    record If(List<Branch> branches, List<Statement> otherwise) implements Statement {}

    record Branch(Expression test, List<Statement> body) {}

    record For(
            Target target,
            Expression items,
            @Nullable Expression condition,
            List<Statement> body,
            List<Statement> otherwise)
            implements Statement {}

    record Set(Target target, Expression value) implements Statement {}

    /** {@code {% set x | filter %}…{% endset %}}. */
    record SetBlock(Target target, List<Expression.Filter> filters, List<Statement> body) implements Statement {}

    record FilterBlock(List<Expression.Filter> filters, List<Statement> body) implements Statement {}

    /** A body whose names do not reach outside. */
    record Scoped(List<Map.Entry<Target, Expression>> names, List<Statement> body) implements Statement {}

    record MacroDefinition(String name, Signature signature, List<Statement> body) implements Statement {}

    record CallBlock(Signature signature, Expression.Call call, List<Statement> body) implements Statement {}

    record Leave(Flow how) implements Statement {}

    /** How a run of statements ended. */
    enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    /** Parameters, the last ones with defaults. */
    record Signature(List<String> names, Map<String, Expression> defaults) {}

    /** What is assigned to. */
    sealed interface Target {

        record Named(String name) implements Target {}

        /** {@code namespace.member}. */
        record Member(String namespace, String member) implements Target {}

        record Unpacked(List<Target> targets) implements Target {}
    }
}
