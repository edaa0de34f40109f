package org.liaoyuan.engine.template.jinja;

/** Python's {@code None}. */
enum None {
    NONE
}
