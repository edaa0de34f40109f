package org.liaoyuan.engine.template.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A macro, or the body of a call block, where it was defined: what it does not define itself it looks for there. */
record Macro(String name, Statement.Signature signature, List<Statement> body, Scope defined, Executor executor)
        implements Callable {

    @Override
    public Object call(Arguments arguments) {
        Scope scope = defined.inner();
        List<String> names = signature.names();
        Map<String, Object> more = new LinkedHashMap<>(arguments.named());
        for (int i = 0; i < names.size(); i++) {
            String parameter = names.get(i);
            Expression otherwise = signature.defaults().get(parameter);
            Object named = more.remove(parameter);
            if (i < arguments.positional().size()) {
                scope.set(parameter, arguments.positional().get(i));
            } else if (named != null) {
                scope.set(parameter, named);
            } else {
                scope.set(
                        parameter,
                        otherwise == null
                                ? new Undefined("parameter '" + parameter + "' was not provided")
                                : executor.evaluator().evaluate(otherwise, scope));
            }
        }
        Object caller = more.remove("caller");
        if (caller != null) {
            scope.set("caller", caller);
        }
        Map<Object, Object> others = new LinkedHashMap<>();
        more.forEach((key, value) -> others.put(Text.of(key), value));
        scope.set("kwargs", others);
        scope.set(
                "varargs",
                new Tuple(new ArrayList<>(arguments.from(names.size()).positional())));
        return executor.render(body, scope);
    }
}
