package org.liaoyuan.engine.template.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Python's dict. Its keys are texts, numbers, truths and None. */
final class Dicts {

    private static final Set<String> METHODS = Set.of("get", "items", "keys", "values", "copy");
    // those that change the dict are not for templates; as attributes they hide keys of the same name all the same
    private static final Set<String> FORBIDDEN = Set.of("clear", "pop", "popitem", "setdefault", "update", "fromkeys");

    private Dicts() {}

    /** Python's 1, 1.0 and True are the same key. */
    static Object key(Object value) {
        return switch (value) {
            case Text text -> text;
            case Long number -> number;
            case Boolean truth -> truth ? 1L : 0L;
            case Double number -> number == Math.rint(number) && Math.abs(number) < 1e15 ? number.longValue() : number;
            case None none -> none;
            case Undefined undefined -> undefined;
            default -> throw new TemplateFault("unhashable type: '" + Kind.of(value) + "'");
        };
    }

    static Object get(Map<?, ?> map, Object key, Object otherwise) {
        Object value = map.get(key(key));
        return value == null ? otherwise : value;
    }

    static List<Object> items(Map<?, ?> map) {
        List<Object> items = new ArrayList<>(map.size());
        map.forEach((key, value) -> items.add(new Tuple(List.of(key, value))));
        return items;
    }

    static boolean hasMethod(String name) {
        return METHODS.contains(name);
    }

    static boolean forbids(String name) {
        return FORBIDDEN.contains(name);
    }

    static Object call(Map<?, ?> map, String method, Arguments arguments) {
        return switch (method) {
            case "get" -> get(map, arguments.require(0, "key"), arguments.get(1, "default", None.NONE));
            case "items" -> items(map);
            case "keys" -> new ArrayList<Object>(map.keySet());
            case "values" -> new ArrayList<Object>(map.values());
            case "copy" -> new LinkedHashMap<Object, Object>(map);
            default -> throw new TemplateFault("a dict has no method '" + method + "'");
        };
    }
}
