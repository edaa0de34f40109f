package org.liaoyuan.server.access;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** This room's errors as RFC 9457 problem details; each room whose controllers throw them has an advice that is one of these. */
public class RefusalProblems {

    @ExceptionHandler
    protected ProblemDetail refused(RefusedException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(e.status()), String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    protected ResponseEntity<ProblemDetail> later(TryLaterException e) {
        return ResponseEntity.status(e.status)
                .header("Retry-After", Long.toString(Math.max(1, e.retryAfter.toSeconds())))
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(e.status), String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    protected ProblemDetail wrong(IllegalArgumentException e) {
        return bad(String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    protected ProblemDetail wrongType(MethodArgumentTypeMismatchException e) {
        Class<?> type = e.getRequiredType();
        return bad("'" + e.getName() + "' is '" + e.getValue() + "'; expected "
                + (type == null ? "another type" : type.getSimpleName()));
    }

    /** Without the parser's words: they quote the body, and a password may stand in it. */
    @ExceptionHandler
    protected ProblemDetail unreadable(HttpMessageNotReadableException e) {
        return bad("The request body can't be read: expected a JSON object with the fields of this route's contract");
    }

    private static ProblemDetail bad(String detail) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail);
    }
}
