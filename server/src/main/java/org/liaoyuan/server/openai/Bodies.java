package org.liaoyuan.server.openai;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads request bodies, no longer than the limit. */
@Component
public class Bodies {

    private final JsonMapper json;
    private final int most;

    Bodies(JsonMapper json, OpenAiSettings settings) {
        this.json = json;
        this.most = Math.toIntExact(settings.mostBody().toBytes());
    }

    public RequestBody read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > most) {
            throw tooLarge();
        }
        byte[] bytes = request.getInputStream().readNBytes(most + 1);
        if (bytes.length > most) {
            throw tooLarge();
        }
        try {
            return new RequestBody(json.readTree(bytes));
        } catch (JacksonException e) {
            throw ApiException.invalid(null, "The request body is no JSON: " + e.getOriginalMessage());
        }
    }

    private ApiException tooLarge() {
        return new ApiException(
                413,
                "invalid_request_error",
                "The request body is larger than " + most + " bytes; send less, or raise liaoyuan.openai.most-body",
                null,
                "request_too_large");
    }
}
