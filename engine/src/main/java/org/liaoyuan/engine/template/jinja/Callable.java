package org.liaoyuan.engine.template.jinja;

/** What can be called: functions, macros, methods of values. */
@FunctionalInterface
interface Callable {

    Object call(Arguments arguments);
}
