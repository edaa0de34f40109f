package org.liaoyuan.engine.template.jinja;

import java.util.List;

/** What {@code map}, {@code select} and the like give: a generator, which is true even when empty, and has no length. */
record Generated(List<Object> items) {}
