package org.liaoyuan.server.ledger;

import java.util.Arrays;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Errors of this room's controllers as RFC 9457 problem details. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(basePackageClasses = LedgerProblems.class)
class LedgerProblems {

    @ExceptionHandler
    ProblemDetail wrong(IllegalArgumentException e) {
        return bad(String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail wrongType(MethodArgumentTypeMismatchException e) {
        Class<?> type = e.getRequiredType();
        String expected = type == null ? "another type" : type.getSimpleName();
        Object[] names = type == null ? null : type.getEnumConstants();
        return bad("'" + e.getName() + "' is '" + e.getValue() + "'; expected "
                + (names == null ? expected : "one of " + Arrays.toString(names)));
    }

    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException e) {
        Throwable cause = e.getRootCause() == null ? e : e.getRootCause();
        return bad("The request body can't be read: " + cause.getMessage());
    }

    private static ProblemDetail bad(String detail) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail);
    }
}
