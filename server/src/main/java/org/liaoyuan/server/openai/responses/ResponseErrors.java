package org.liaoyuan.server.openai.responses;

import java.util.List;
import java.util.Optional;
import org.liaoyuan.engine.UnsupportedByModelException;
import org.liaoyuan.server.model.ResponseFormat;
import org.liaoyuan.server.openai.ApiException;
import org.liaoyuan.server.openai.Errors;

/** Errors by this door's names of parameters. */
final class ResponseErrors {

    private ResponseErrors() {}

    static ApiException translate(RuntimeException e, ResponseRequest request, List<Turn> turns) {
        ApiException error = Errors.translate(e);
        Optional<Content.Media> media = turns.stream()
                .flatMap(t -> t.content().stream())
                .filter(Content.Media.class::isInstance)
                .map(Content.Media.class::cast)
                .findFirst();
        if (e instanceof UnsupportedByModelException && media.isPresent()) {
            return error.about(media.get().param());
        }
        return switch (String.valueOf(error.param)) {
            case "messages" -> error.about("input");
            case "response_format" ->
                error.about(request.text().format() instanceof ResponseFormat.Text ? "tools" : "text.format.schema");
            default -> error;
        };
    }

    /** Why an answer that had begun broke. */
    static Response.Failure failure(RuntimeException e) {
        ApiException error = Errors.translate(e);
        return new Response.Failure(
                error.code == null ? "server_error" : error.code, String.valueOf(error.getMessage()));
    }
}
