package org.liaoyuan.server.websearch;

import org.liaoyuan.server.access.RefusalProblems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors of this room's controllers. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(basePackageClasses = WebSearchProblems.class)
class WebSearchProblems extends RefusalProblems {

    @ExceptionHandler
    ProblemDetail unanswered(WebSearchException e) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_GATEWAY, "No search service answered. " + e.getMessage());
    }
}
