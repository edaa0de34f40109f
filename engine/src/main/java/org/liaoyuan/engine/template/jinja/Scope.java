package org.liaoyuan.engine.template.jinja;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and what they stand for; what is not here is looked for outside. What is set here is seen only here and inside. */
final class Scope {

    private final @Nullable Scope outer;
    private final Map<String, Object> names;

    private Scope(@Nullable Scope outer, Map<String, Object> names) {
        this.outer = outer;
        this.names = names;
    }

    static Scope outermost(Map<String, Object> names) {
        return new Scope(null, new HashMap<>(names));
    }

    Scope inner() {
        return new Scope(this, new HashMap<>());
    }

    Object get(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Object value = scope.names.get(name);
            if (value != null) {
                return value;
            }
        }
        return Undefined.name(name);
    }

    void set(String name, Object value) {
        names.put(name, value);
    }
}
