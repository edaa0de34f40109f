package org.liaoyuan.server.page;

import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Parameters that can't be read are the sender's fault, and not worth a line in the log: anybody may send them. */
@RestControllerAdvice
class UnreadableRequests {

    static final String WHY =
            "the address, its parameters or its headers can't be read: they are not encoded as they must be";

    @ExceptionHandler
    ProblemDetail unreadable(InvalidParameterException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, WHY);
    }
}
