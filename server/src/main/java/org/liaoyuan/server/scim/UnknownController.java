package org.liaoyuan.server.scim;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What of SCIM there is not here, said in its own words. */
@Hidden
@RestController
class UnknownController {

    @RequestMapping("/scim/**")
    ResponseEntity<String> unknown(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.matches("/scim/v2/(Bulk|Me|(Users/|Groups/)?\\.search)")) {
            throw new ScimException(501, "", "this part of SCIM is not here: see /scim/v2/ServiceProviderConfig");
        }
        if (path.matches("/scim/v2/((Users|Groups|ResourceTypes|Schemas)(/[^/]+)?|ServiceProviderConfig)")) {
            throw new ScimException(405, "", request.getMethod() + " is nothing that can be done here");
        }
        throw new ScimException(404, "", "there is no such address");
    }
}
