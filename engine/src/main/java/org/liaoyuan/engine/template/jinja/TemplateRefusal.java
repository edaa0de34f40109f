package org.liaoyuan.engine.template.jinja;

/** The template itself said no, by {@code raise_exception}. */
public final class TemplateRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TemplateRefusal(String message) {
        super(message);
    }
}
