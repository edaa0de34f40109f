package org.liaoyuan.server.vault;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A secret that some room can't seal or open just now: why is for whoever runs the server, not for whoever asked. */
@RestControllerAdvice
class VaultProblems {

    private static final Logger LOG = LoggerFactory.getLogger(VaultProblems.class);

    @ExceptionHandler
    ProblemDetail unusable(VaultException e) {
        LOG.warn("a request could not use the stored secrets: {}", e.getMessage());
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Stored secrets can't be used just now; whoever runs the server finds the reason in its log");
    }
}
