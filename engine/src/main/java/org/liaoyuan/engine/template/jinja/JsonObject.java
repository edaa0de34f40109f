package org.liaoyuan.engine.template.jinja;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A dict that is written as JSON where Python would write its repr or refuse to join it with text. Templates that want a call's
 * arguments as text, and templates that want them as a dict, both find what they look for.
 */
public final class JsonObject extends LinkedHashMap<Object, Object> {

    private static final long serialVersionUID = 1L;

    private final transient Text source;

    /** @param source the JSON, as it is written */
    public JsonObject(Map<Object, Object> members, Text source) {
        super(members);
        this.source = source;
    }

    Text source() {
        return source;
    }
}
