package org.liaoyuan.server.openai;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Every other path and method under {@code /v1}: an SDK expects JSON there, not a page. */
@Hidden
@RestController
@EnableConfigurationProperties(OpenAiSettings.class)
class FallbackController {

    @RequestMapping("/v1/**")
    void unknown(HttpServletRequest request) {
        boolean known = request.getRequestURI()
                .matches(
                        "/v1/(chat/completions|completions|embeddings|models(/.+)?|responses(/[^/]+(/input_items|/cancel)?)?)");
        throw known
                ? new ApiException(
                        405,
                        "invalid_request_error",
                        "Not allowed to " + request.getMethod() + " on " + request.getRequestURI(),
                        null,
                        "method_not_supported")
                : new ApiException(
                        404,
                        "invalid_request_error",
                        "Unknown request URL: " + request.getMethod() + " " + request.getRequestURI(),
                        null,
                        "unknown_url");
    }
}
