package org.liaoyuan.engine.template.jinja;

import java.util.List;

/** Python's tuple: a list that prints with parentheses and equals no list. */
record Tuple(List<Object> items) {}
