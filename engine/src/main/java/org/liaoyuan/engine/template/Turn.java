package org.liaoyuan.engine.template;

import java.util.HashMap;

/** A message as templates see it; a type of its own so that {@link Weights} knows what was passed in. */
final class Turn extends HashMap<String, Object> {

    private static final long serialVersionUID = 1L;

    Turn(String role, String content) {
        put("role", role);
        put("content", content);
    }
}
