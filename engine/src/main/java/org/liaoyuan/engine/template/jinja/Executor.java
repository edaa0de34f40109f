package org.liaoyuan.engine.template.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liaoyuan.engine.template.jinja.Statement.Flow;
import org.liaoyuan.engine.template.jinja.Statement.Target;

/** Runs the statements of one rendering. */
final class Executor {

    private final Budget budget;
    private final Evaluator evaluator;

    Executor(Budget budget) {
        this.budget = budget;
        this.evaluator = new Evaluator(budget);
    }

    Evaluator evaluator() {
        return evaluator;
    }

    /** What statements write. */
    Text render(List<Statement> statements, Scope scope) {
        Text.Builder out = new Text.Builder();
        run(statements, scope, out);
        Text text = out.build();
        budget.value(text);
        return text;
    }

    private Flow run(List<Statement> statements, Scope scope, Text.Builder out) {
        budget.enter();
        Flow flow = Flow.ON;
        for (int i = 0; i < statements.size() && flow == Flow.ON; i++) {
            budget.step();
            flow = run(statements.get(i), scope, out);
        }
        budget.leave();
        return flow;
    }

    private Flow run(Statement statement, Scope scope, Text.Builder out) {
        switch (statement) {
            case Statement.Data(Text text) -> out.append(text);
            case Statement.Output(Expression value) -> out.append(Printed.str(evaluator.evaluate(value, scope)));
            case Statement.Set(Target target, Expression value) ->
                assign(target, evaluator.evaluate(value, scope), scope);
            case Statement.SetBlock block ->
                assign(block.target(), captured(block.filters(), block.body(), scope), scope);
            case Statement.FilterBlock block -> out.append(Printed.str(captured(block.filters(), block.body(), scope)));
            case Statement.MacroDefinition macro ->
                scope.set(macro.name(), new Macro(macro.name(), macro.signature(), macro.body(), scope, this));
            case Statement.CallBlock block -> out.append(Printed.str(call(block, scope)));
            case Statement.If conditional -> {
                return run(chosen(conditional, scope), scope, out);
            }
            case Statement.For loop -> loop(loop, scope, out);
            case Statement.Scoped scoped -> {
                Scope inner = scope.inner();
                scoped.names().forEach(n -> assign(n.getKey(), evaluator.evaluate(n.getValue(), scope), inner));
                return run(scoped.body(), inner, out);
            }
            case Statement.Leave(Flow how) -> {
                return how;
            }
        }
        return Flow.ON;
    }

    private List<Statement> chosen(Statement.If conditional, Scope scope) {
        for (Statement.Branch branch : conditional.branches()) {
            if (Kind.truth(evaluator.evaluate(branch.test(), scope))) {
                return branch.body();
            }
        }
        return conditional.otherwise();
    }

    private Object captured(List<Expression.Filter> filters, List<Statement> body, Scope scope) {
        Object value = render(body, scope.inner());
        for (Expression.Filter filter : filters) {
            value = evaluator.filtered(value, filter, scope);
        }
        return value;
    }

    private Object call(Statement.CallBlock block, Scope scope) {
        Arguments written = evaluator.arguments(block.call().passed(), scope);
        Map<String, Object> named = new LinkedHashMap<>(written.named());
        named.put("caller", new Macro("caller", block.signature(), block.body(), scope, this));
        Object callee = evaluator.evaluate(block.call().callee(), scope);
        return evaluator.call(callee, new Arguments(written.positional(), named));
    }

    private void loop(Statement.For loop, Scope scope, Text.Builder out) {
        Object value = evaluator.evaluate(loop.items(), scope);
        budget.value(value);
        List<Object> items = Kind.iterate(value);
        Expression condition = loop.condition();
        if (condition != null) {
            List<Object> chosen = new ArrayList<>();
            for (Object item : items) {
                Scope inner = scope.inner();
                assign(loop.target(), item, inner);
                if (Kind.truth(evaluator.evaluate(condition, inner))) {
                    chosen.add(item);
                }
            }
            items = chosen;
        }
        if (items.isEmpty()) {
            run(loop.otherwise(), scope.inner(), out);
        }
        for (int i = 0; i < items.size(); i++) {
            budget.step();
            // what an iteration sets is gone with it
            Scope inner = scope.inner();
            inner.set("loop", new Loop(items, i));
            assign(loop.target(), items.get(i), inner);
            if (run(loop.body(), inner, out) == Flow.BREAK) {
                break;
            }
        }
    }

    private void assign(Target target, Object value, Scope scope) {
        switch (target) {
            case Target.Named(String name) -> scope.set(name, value);
            case Target.Member(String namespace, String member) -> {
                if (!(scope.get(namespace) instanceof Namespace there)) {
                    throw new TemplateFault("cannot assign attribute on non-namespace object");
                }
                there.set(member, value);
            }
            case Target.Unpacked(List<Target> targets) -> {
                List<Object> values = Kind.iterate(value);
                if (values.size() != targets.size()) {
                    throw new TemplateFault(targets.size() + " names can't be given " + values.size() + " values");
                }
                for (int i = 0; i < targets.size(); i++) {
                    assign(targets.get(i), values.get(i), scope);
                }
            }
        }
    }
}
