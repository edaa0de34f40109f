package org.liaoyuan.engine.template;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The template itself said no, by {@code raise_exception}. */
final class TemplateRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TemplateRefusal(String message) {
        super(message);
    }

    /** The refusal among the causes of an exception. */
    static Optional<TemplateRefusal> in(@Nullable Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof TemplateRefusal refusal) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }
}
