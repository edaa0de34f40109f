package org.liaoyuan.engine.template.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From Java's values to a template's. */
final class Given {

    private Given() {}

    static Object value(@Nullable Object given) {
        return switch (given) {
            case null -> None.NONE;
            case String text -> Text.of(text);
            case Text text -> text;
            case Boolean truth -> truth;
            case Double number -> number;
            case Float number -> number.doubleValue();
            case Number number -> number.longValue();
            case JsonObject json -> json(json);
            case Map<?, ?> map -> members(map);
            case List<?> list -> {
                List<Object> items = new ArrayList<>(list.size());
                list.forEach(item -> items.add(value(item)));
                yield items;
            }
            default -> throw new IllegalArgumentException("a template can't be given a " + given.getClass());
        };
    }

    private static JsonObject json(JsonObject json) {
        return new JsonObject(members(json), json.source());
    }

    private static Map<Object, Object> members(Map<?, ?> map) {
        Map<Object, Object> members = new LinkedHashMap<>();
        map.forEach((key, member) -> members.put(value(key), value(member)));
        return members;
    }
}
