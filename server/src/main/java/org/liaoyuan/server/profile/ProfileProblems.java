package org.liaoyuan.server.profile;

import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.server.model.UnknownModelException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** This room's errors as RFC 9457 problem details. */
@Order(Ordered.HIGHEST_PRECEDENCE) // before Spring's own, whose words are for nobody
@RestControllerAdvice(basePackageClasses = ProfileProblems.class)
class ProfileProblems {

    @ExceptionHandler
    ProblemDetail wrong(IllegalArgumentException e) {
        return problem(HttpStatus.BAD_REQUEST, e);
    }

    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException e) {
        return problem(HttpStatus.BAD_REQUEST, e.getRootCause() == null ? e : e.getRootCause());
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownModelException e) {
        return problem(HttpStatus.NOT_FOUND, e);
    }

    @ExceptionHandler({RunningAlreadyException.class, ModelNotReadyException.class})
    ProblemDetail notNow(RuntimeException e) {
        return problem(HttpStatus.CONFLICT, e);
    }

    private static ProblemDetail problem(HttpStatus status, Throwable e) {
        return ProblemDetail.forStatusAndDetail(status, String.valueOf(e.getMessage()));
    }
}
