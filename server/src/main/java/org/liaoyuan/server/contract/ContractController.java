package org.liaoyuan.server.contract;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v3/api-docs}: the committed OpenAPI document, so that describing the server costs a running one nothing. */
@Hidden
@RestController
class ContractController {

    private static final Resource CONTRACT = new ClassPathResource("openapi/liaoyuan.json");

    @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
    Resource contract() {
        return CONTRACT;
    }
}
