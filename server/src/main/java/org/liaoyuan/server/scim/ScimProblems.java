package org.liaoyuan.server.scim;

import org.liaoyuan.server.access.RefusedException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Errors as RFC 7644, 3.12 writes them. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(basePackageClasses = ScimProblems.class)
class ScimProblems {

    @ExceptionHandler
    ResponseEntity<String> refused(RefusedException e) {
        return error(e.status(), "", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<String> wrong(ScimException e) {
        return error(e.status, e.scimType, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<String> wrong(IllegalArgumentException e) {
        return error(400, "invalidValue", String.valueOf(e.getMessage()));
    }

    /** Somebody else took the name since it was looked for. */
    @ExceptionHandler
    ResponseEntity<String> taken(DuplicateKeyException e) {
        return error(409, "uniqueness", "the name is taken; choose another");
    }

    private static ResponseEntity<String> error(int status, String scimType, String detail) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:Error");
        error.put("status", Integer.toString(status));
        if (!scimType.isEmpty()) {
            error.put("scimType", scimType);
        }
        return Messages.answer(status, error.put("detail", detail));
    }
}
