package org.liaoyuan.engine.template.jinja;

import java.util.List;
import java.util.Map;

/** The evaluated arguments of one call. */
record Arguments(List<Object> positional, Map<String, Object> named) {

    static final Arguments NONE = new Arguments(List.of(), Map.of());

    /** The argument at a place or of a name, or what stands for it when it is missing. */
    Object get(int place, String name, Object otherwise) {
        if (place < positional.size()) {
            return positional.get(place);
        }
        return named.getOrDefault(name, otherwise);
    }

    Object require(int place, String name) {
        Object value = get(place, name, Missing.MISSING);
        if (value == Missing.MISSING) {
            throw new TemplateFault("the argument '" + name + "' is missing");
        }
        return value;
    }

    Text text(int place, String name) {
        Object value = require(place, name);
        if (value instanceof Text text) {
            return text;
        }
        throw new TemplateFault("the argument '" + name + "' must be str, not " + Kind.of(value));
    }

    Text text(int place, String name, String otherwise) {
        Object value = get(place, name, Missing.MISSING);
        return value == Missing.MISSING ? Text.of(otherwise) : text(place, name);
    }

    /** An integer; Python's {@code None} counts as missing. */
    long integer(int place, String name, long otherwise) {
        return switch (get(place, name, None.NONE)) {
            case None none -> otherwise;
            case Long number -> number;
            case Boolean truth -> truth ? 1 : 0;
            case Object other ->
                throw new TemplateFault("the argument '" + name + "' must be int, not " + Kind.of(other));
        };
    }

    boolean truth(int place, String name) {
        return Kind.truth(get(place, name, false));
    }

    /** The same without the first ones. */
    Arguments from(int place) {
        return new Arguments(
                positional.size() <= place ? List.of() : positional.subList(place, positional.size()), named);
    }

    private enum Missing {
        MISSING
    }
}
