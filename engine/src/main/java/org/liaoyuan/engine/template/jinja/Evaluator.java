package org.liaoyuan.engine.template.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of expressions in one rendering. What is made is charged to its budget. */
final class Evaluator {

    private final Budget budget;
    private final Comparison comparison;
    private final Members members;

    Evaluator(Budget budget) {
        this.budget = budget;
        this.comparison = new Comparison(budget);
        this.members = new Members(budget);
    }

    Budget budget() {
        return budget;
    }

    Comparison comparison() {
        return comparison;
    }

    Members members() {
        return members;
    }

    Object evaluate(Expression expression, Scope scope) {
        budget.step();
        budget.enter();
        Object value = switch (expression) {
            case Expression.Constant(Object constant) -> constant;
            case Expression.Name(String name) -> scope.get(name);
            case Expression.ListOf(List<Expression> items) -> all(items, scope);
            case Expression.TupleOf(List<Expression> items) -> new Tuple(all(items, scope));
            case Expression.DictOf(List<Map.Entry<Expression, Expression>> entries) -> dict(entries, scope);
            case Expression.Attribute(Expression of, String name) -> members.attribute(evaluate(of, scope), name);
            case Expression.Item(Expression of, Expression key) ->
                members.item(evaluate(of, scope), evaluate(key, scope));
            case Expression.Slice slice ->
                members.slice(
                        evaluate(slice.of(), scope),
                        bound(slice.from(), scope),
                        bound(slice.to(), scope),
                        bound(slice.step(), scope));
            case Expression.Call(Expression callee, Expression.Passed passed) ->
                call(evaluate(callee, scope), arguments(passed, scope));
            case Expression.Filtered(Expression input, Expression.Filter filter) ->
                filtered(evaluate(input, scope), filter, scope);
            case Expression.Test(Expression of, String name, Expression.Passed passed) ->
                Tests.holds(name, evaluate(of, scope), arguments(passed, scope), this);
            case Expression.Not(Expression of) -> !Kind.truth(evaluate(of, scope));
            case Expression.Signed(String operator, Expression of) -> Arithmetic.signed(operator, evaluate(of, scope));
            case Expression.Binary(String operator, Expression left, Expression right) ->
                charged(Arithmetic.apply(operator, evaluate(left, scope), evaluate(right, scope)));
            case Expression.And(Expression left, Expression right) -> {
                Object first = evaluate(left, scope);
                yield Kind.truth(first) ? evaluate(right, scope) : first;
            }
            case Expression.Or(Expression left, Expression right) -> {
                Object first = evaluate(left, scope);
                yield Kind.truth(first) ? first : evaluate(right, scope);
            }
            case Expression.Compared(Expression first, List<Expression.Operand> operands) ->
                compared(first, operands, scope);
            case Expression.Conditional(Expression test, Expression then, @Nullable Expression otherwise) -> {
                if (Kind.truth(evaluate(test, scope))) {
                    yield evaluate(then, scope);
                }
                yield otherwise == null
                        ? new Undefined("the inline if-expression has no else")
                        : evaluate(otherwise, scope);
            }
        };
        budget.leave();
        return value;
    }

    private Object charged(Object value) {
        budget.value(value);
        return value;
    }

    private List<Object> all(List<Expression> expressions, Scope scope) {
        List<Object> values = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            values.add(evaluate(expression, scope));
        }
        return values;
    }

    private Object dict(List<Map.Entry<Expression, Expression>> entries, Scope scope) {
        Map<Object, Object> dict = new LinkedHashMap<>();
        for (Map.Entry<Expression, Expression> entry : entries) {
            dict.put(Dicts.key(evaluate(entry.getKey(), scope)), evaluate(entry.getValue(), scope));
        }
        return dict;
    }

    private Object bound(@Nullable Expression bound, Scope scope) {
        return bound == null ? None.NONE : evaluate(bound, scope);
    }

    private boolean compared(Expression first, List<Expression.Operand> operands, Scope scope) {
        Object left = evaluate(first, scope);
        for (Expression.Operand operand : operands) {
            Object right = evaluate(operand.right(), scope);
            if (!comparison.holds(operand.operator(), left, right)) {
                return false;
            }
            left = right;
        }
        return true;
    }

    Object filtered(Object input, Expression.Filter filter, Scope scope) {
        return charged(Filters.apply(filter.name(), input, arguments(filter.passed(), scope), this));
    }

    Object call(Object callee, Arguments arguments) {
        return switch (callee) {
            case Callable callable -> charged(callable.call(arguments));
            case Undefined undefined -> throw undefined.fault();
            default -> throw new TemplateFault("'" + Kind.of(callee) + "' object is not callable");
        };
    }

    Arguments arguments(Expression.Passed passed, Scope scope) {
        if (passed == Expression.Passed.NOTHING) {
            return Arguments.NONE;
        }
        List<Object> positional = all(passed.positional(), scope);
        for (Expression list : passed.lists()) {
            positional.addAll(Kind.iterate(evaluate(list, scope)));
        }
        Map<String, Object> named = new LinkedHashMap<>();
        passed.named().forEach((name, value) -> named.put(name, evaluate(value, scope)));
        for (Expression dict : passed.dicts()) {
            if (!(evaluate(dict, scope) instanceof Map<?, ?> map)) {
                throw new TemplateFault("what follows ** in a call must be a dict");
            }
            map.forEach((name, value) -> named.put(name.toString(), value));
        }
        return new Arguments(positional, named);
    }
}
