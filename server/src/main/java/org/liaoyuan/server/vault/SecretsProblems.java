package org.liaoyuan.server.vault;

import org.liaoyuan.server.access.RefusalProblems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors of this room's controllers. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(basePackageClasses = SecretsProblems.class)
class SecretsProblems extends RefusalProblems {

    /** A master key that can't be used: whoever rotates is who can mend it. */
    @ExceptionHandler
    ProblemDetail unusable(VaultException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
    }
}
