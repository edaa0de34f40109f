package org.liaoyuan.engine.template.jinja;

/**
 * What a missing name or member stands for: empty, false, and an error as soon as more is asked of it.
 *
 * @param what the reason, for the error
 */
record Undefined(String what) {

    static Undefined name(String name) {
        return new Undefined("'" + name + "' is undefined");
    }

    static Undefined member(Object of, String name) {
        return new Undefined("'" + Kind.of(of) + " object' has no attribute '" + name + "'");
    }

    TemplateFault fault() {
        return new TemplateFault(what);
    }
}
