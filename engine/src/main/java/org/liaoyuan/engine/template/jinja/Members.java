package org.liaoyuan.engine.template.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code a.b}, {@code a['b']} and {@code a[1:]} find. Only what is listed here can be reached; there is no reflection.
 */
record Members(Budget budget) {

    private static final Set<String> LIST_METHODS = Set.of("index", "count", "copy");

    /** Methods come before keys. */
    Object attribute(Object of, String name) {
        return switch (of) {
            case Undefined undefined -> throw undefined.fault();
            case Namespace namespace -> namespace.get(name);
            case Loop loop -> loop.get(name);
            case Map<?, ?> map
            when !Dicts.hasMethod(name) && !Dicts.forbids(name) ->
                Dicts.get(map, Text.of(name), Undefined.member(of, name));
            default -> method(of, name);
        };
    }

    private Object method(Object of, String name) {
        return switch (of) {
            case Text text
            when TextMethods.has(name) -> (Callable) arguments -> new TextMethods(text, arguments, budget).call(name);
            case Map<?, ?> map when Dicts.hasMethod(name) -> (Callable) arguments -> Dicts.call(map, name, arguments);
            case List<?> list when LIST_METHODS.contains(name) -> (Callable) arguments -> call(list, name, arguments);
            default -> Undefined.member(of, name);
        };
    }

    private Object call(List<?> list, String method, Arguments arguments) {
        if (method.equals("copy")) {
            return new ArrayList<Object>(list);
        }
        Object wanted = arguments.require(0, "value");
        Comparison comparison = new Comparison(budget);
        long count = 0;
        for (int i = 0; i < list.size(); i++) {
            if (comparison.equal(list.get(i), wanted)) {
                count++;
                if (method.equals("index")) {
                    return (long) i;
                }
            }
        }
        if (method.equals("index")) {
            throw new TemplateFault("the value is not in the list");
        }
        return count;
    }

    /** Keys come before methods. */
    Object item(Object of, Object key) {
        return switch (of) {
            case Undefined undefined -> throw undefined.fault();
            case Map<?, ?> map -> {
                Object value = Dicts.get(
                        map, key, Undefined.member(of, Printed.str(key).toString()));
                yield value instanceof Undefined && key instanceof Text name ? method(of, name.toString()) : value;
            }
            case Object sequence
            when key instanceof Long || key instanceof Boolean ->
                at(sequence, Kind.number(key).orElseThrow().longValue());
            case Object other when key instanceof Text name -> attribute(other, name.toString());
            default -> Undefined.member(of, Printed.str(key).toString());
        };
    }

    private Object at(Object sequence, long index) {
        if (!(sequence instanceof Text || sequence instanceof List<?> || sequence instanceof Tuple)) {
            return Undefined.member(sequence, "element " + index);
        }
        long length = Kind.length(sequence);
        long place = index < 0 ? index + length : index;
        if (place < 0 || place >= length) {
            return Undefined.member(sequence, "element " + index);
        }
        if (sequence instanceof Text text) {
            budget.characters(text.length());
            int from = text.toString().offsetByCodePoints(0, (int) place);
            return text.slice(from, text.toString().offsetByCodePoints(from, 1));
        }
        return Kind.iterate(sequence).get((int) place);
    }

    Object slice(Object of, Object from, Object to, Object step) {
        if (of instanceof Undefined undefined) {
            throw undefined.fault();
        }
        if (!(of instanceof Text || of instanceof List<?> || of instanceof Tuple)) {
            return Undefined.member(of, "slice");
        }
        budget.value(of);
        long by = bound(step, 1);
        if (by == 0) {
            throw new TemplateFault("slice step cannot be zero");
        }
        int length = (int) Kind.length(of);
        long first = clamp(bound(from, by > 0 ? 0 : Long.MAX_VALUE), length, by);
        long end = to == None.NONE ? (by > 0 ? length : -1) : clamp(bound(to, 0), length, by);
        if (of instanceof Text text && by == 1) {
            String all = text.toString();
            int start = all.offsetByCodePoints(0, (int) Math.min(first, length));
            return end <= first ? Text.EMPTY : text.slice(start, all.offsetByCodePoints(start, (int) (end - first)));
        }
        List<Object> items = Kind.iterate(of);
        List<Object> sliced = new ArrayList<>();
        for (long i = first; by > 0 ? i < end : i > end; i += by) {
            sliced.add(items.get((int) i));
            if (by > length || by < -length) {
                break;
            }
        }
        return switch (of) {
            case Text text -> {
                Text.Builder joined = new Text.Builder();
                sliced.forEach(each -> joined.append((Text) each));
                yield joined.build();
            }
            case Tuple tuple -> new Tuple(sliced);
            default -> sliced;
        };
    }

    private static long bound(Object value, long otherwise) {
        if (value == None.NONE) {
            return otherwise;
        }
        return Kind.number(value)
                .filter(Long.class::isInstance)
                .orElseThrow(() -> new TemplateFault("slice indices must be integers or None, not " + Kind.of(value)))
                .longValue();
    }

    /** As Python's {@code slice.indices}. */
    private static long clamp(long index, int length, long step) {
        long place = index < 0 ? index + length : index;
        return step > 0 ? Math.clamp(place, 0, length) : Math.clamp(place, -1, length - 1);
    }
}
