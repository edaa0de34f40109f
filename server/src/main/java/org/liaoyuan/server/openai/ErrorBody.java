package org.liaoyuan.server.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** {@code {"error": {...}}}. */
record ErrorBody(Details error) {

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Details(
            String message,
            String type,
            @Nullable String param,
            @Nullable String code) {}

    static ErrorBody of(ApiException e) {
        return new ErrorBody(new Details(String.valueOf(e.getMessage()), e.type, e.param, e.code));
    }
}
