package org.liaoyuan.server.openai;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An error in OpenAI's shape. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public final int status;
    public final String type;
    public final @Nullable String param;
    public final @Nullable String code;
    final @Nullable Duration retryAfter;

    public ApiException(int status, String type, String message, @Nullable String param, @Nullable String code) {
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

    public static ApiException invalid(@Nullable String param, String message) {
        return new ApiException(400, "invalid_request_error", message, param, null);
    }

    public static ApiException unsupported(String param, String message) {
        return new ApiException(400, "invalid_request_error", message, param, "unsupported_parameter");
    }

    /** The same about a parameter of another name: doors call one thing differently. */
    public ApiException about(@Nullable String otherParam) {
        return new ApiException(status, type, String.valueOf(getMessage()), otherParam, code, retryAfter);
    }
}
