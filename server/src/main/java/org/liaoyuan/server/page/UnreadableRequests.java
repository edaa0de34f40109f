package org.liaoyuan.server.page;

import java.sql.SQLException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Parameters that can't be read are the sender's fault, and not worth a line in the log: anybody may send them. */
@RestControllerAdvice
class UnreadableRequests {

    /** SQLSTATE of what is no character in the database's encoding. */
    private static final String NO_CHARACTER = "22021";

    static final String WHY =
            "the address, its parameters or its headers can't be read: they are not encoded as they must be";

    @ExceptionHandler
    ProblemDetail unreadable(InvalidParameterException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, WHY);
    }

    /** PostgreSQL keeps no zero character: where nobody refused it before, the database does. */
    @ExceptionHandler
    ProblemDetail unkeepable(DataIntegrityViolationException e) {
        if (e.getMostSpecificCause() instanceof SQLException cause && NO_CHARACTER.equals(cause.getSQLState())) {
            return ProblemDetail.forStatusAndDetail(
                    HttpStatus.BAD_REQUEST,
                    "a text holds a zero character (\\u0000), which can't be kept: leave it out");
        }
        throw e;
    }
}
