package org.liaoyuan.server.openai;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An error in OpenAI's shape. */
final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final int status;
    final String type;
    final @Nullable String param;
    final @Nullable String code;
    final @Nullable Duration retryAfter;

    ApiException(int status, String type, String message, @Nullable String param, @Nullable String code) {
        this(status, type, message, param, code, null);
    }

    ApiException(
            int status,
            String type,
            String message,
            @Nullable String param,
            @Nullable String code,
            @Nullable Duration retryAfter) {
        super(message);
        this.status = status;
        this.type = type;
        this.param = param;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    static ApiException invalid(@Nullable String param, String message) {
        return new ApiException(400, "invalid_request_error", message, param, null);
    }

    static ApiException unsupported(String param, String message) {
        return new ApiException(400, "invalid_request_error", message, param, "unsupported_parameter");
    }
}
