package org.liaoyuan.engine.template.jinja;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has a value. */
sealed interface Expression {

    record Constant(Object value) implements Expression {}

    record Name(String name) implements Expression {}

    record ListOf(List<Expression> items) implements Expression {}

    record TupleOf(List<Expression> items) implements Expression {}

    record DictOf(List<Map.Entry<Expression, Expression>> entries) implements Expression {}

    /** {@code of.name}. */
    record Attribute(Expression of, String name) implements Expression {}

    /** {@code of[key]}. */
    record Item(Expression of, Expression key) implements Expression {}

    /** {@code of[from:to:step]}. */
    record Slice(
            Expression of,
            @Nullable Expression from,
            @Nullable Expression to,
            @Nullable Expression step) implements Expression {}

    record Call(Expression callee, Passed passed) implements Expression {}

    record Filtered(Expression input, Filter filter) implements Expression {}

    record Test(Expression of, String name, Passed passed) implements Expression {}

    record Not(Expression of) implements Expression {}

    /** {@code -of} or {@code +of}. */
    record Signed(String operator, Expression of) implements Expression {}

    record Binary(String operator, Expression left, Expression right) implements Expression {}

    record And(Expression left, Expression right) implements Expression {}

    record Or(Expression left, Expression right) implements Expression {}

    /** {@code first < second <= third}: each neighbour pair must hold. */
    record Compared(Expression first, List<Operand> operands) implements Expression {}

    record Operand(String operator, Expression right) {}

    record Conditional(
            Expression test, Expression then, @Nullable Expression otherwise) implements Expression {}

    record Filter(String name, Passed passed) {}

    /** What is written between the parentheses of a call. */
    record Passed(
            List<Expression> positional,
            Map<String, Expression> named,
            List<Expression> lists,
            List<Expression> dicts) {

        static final Passed NOTHING = new Passed(List.of(), Map.of(), List.of(), List.of());
    }
}
