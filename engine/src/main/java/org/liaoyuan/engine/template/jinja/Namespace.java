package org.liaoyuan.engine.template.jinja;

import java.util.HashMap;
import java.util.Map;

/** The only value that can be changed: {@code {% set ns.name = … %}}. */
final class Namespace {

    private final Map<String, Object> members = new HashMap<>();

    Object get(String name) {
        Object value = members.get(name);
        return value == null ? Undefined.member(this, name) : value;
    }

    void set(String name, Object value) {
        members.put(name, value);
    }
}
