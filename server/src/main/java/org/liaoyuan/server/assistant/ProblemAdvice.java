package org.liaoyuan.server.assistant;

import java.util.UUID;
import org.liaoyuan.server.access.RefusedException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Errors as RFC 9457 problem details: what, which value, what to do. */
@Order(Ordered.HIGHEST_PRECEDENCE) // before Spring's own, whose words are for nobody
@RestControllerAdvice(basePackageClasses = ProblemAdvice.class)
class ProblemAdvice {

    @ExceptionHandler
    ProblemDetail notFound(NotFoundException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail refused(RefusedException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(e.status()), String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail wrong(IllegalArgumentException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException e) {
        Throwable cause = e.getRootCause() == null ? e : e.getRootCause();
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The request body can't be read: " + cause.getMessage());
    }

    @ExceptionHandler
    ProblemDetail noId(MethodArgumentTypeMismatchException e) {
        Class<?> type = e.getRequiredType();
        String expected = type == null || type == UUID.class
                ? "' is no " + e.getName() + " id; expected a UUID"
                : "' is no " + e.getName() + "; expected " + type.getSimpleName();
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "'" + e.getValue() + expected);
    }
}
