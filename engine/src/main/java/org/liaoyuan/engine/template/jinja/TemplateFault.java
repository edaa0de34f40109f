package org.liaoyuan.engine.template.jinja;

import org.liaoyuan.engine.EngineException;

/** A template that can't be read or run; Python would have raised an error as well, or a bound was reached. */
public final class TemplateFault extends EngineException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    TemplateFault(String message) {
        super("the model's chat template can't be run: " + message);
        this.reason = message;
    }

    /** What is wrong, for templates that are not a model's. */
    public String reason() {
        return reason;
    }

    static TemplateFault atLine(int line, String message) {
        return new TemplateFault("line " + line + ": " + message);
    }
}
