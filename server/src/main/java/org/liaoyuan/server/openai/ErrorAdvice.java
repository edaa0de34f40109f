package org.liaoyuan.server.openai;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors of this package's controllers, in OpenAI's shape. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(basePackageClasses = ErrorAdvice.class)
class ErrorAdvice {

    @ExceptionHandler
    ResponseEntity<ErrorBody> translate(RuntimeException e) {
        ApiException error = Errors.translate(e);
        ResponseEntity.BodyBuilder response = ResponseEntity.status(error.status);
        if (error.retryAfter != null) {
            response.header("Retry-After", String.valueOf(error.retryAfter.toSeconds()));
        }
        if (error.type.equals(Errors.INSUFFICIENT_QUOTA)) {
            // the official clients try every other 429 again
            response.header("x-should-retry", "false");
        }
        // whatever else was to be accepted: who asks for sound reads errors too
        return response.contentType(MediaType.APPLICATION_JSON).body(ErrorBody.of(error));
    }
}
