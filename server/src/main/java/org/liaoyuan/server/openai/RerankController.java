package org.liaoyuan.server.openai;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.liaoyuan.engine.ContextOverflowException;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.Reranking;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code POST /v1/rerank}, which OpenAI does not have, in the shape that Jina, Cohere, vLLM and llama-server share. */
@RestController
@OpenAiDoor
class RerankController {

    private static final int MOST_DOCUMENTS = 1000;

    private final ModelService models;
    private final Callers callers;
    private final Bodies bodies;

    RerankController(ModelService models, Bodies bodies, Callers callers) {
        this.callers = callers;
        this.models = models;
        this.bodies = bodies;
    }

    @Operation(
            operationId = "rerank",
            summary = "Judges how well documents answer a query",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Asked.Rerank.class))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "a score each, the best first",
                            content = {
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(implementation = Wire.RerankList.class))
                            }))
    @PostMapping("/v1/rerank")
    Wire.RerankList rerank(HttpServletRequest http) throws IOException {
        RequestBody body = bodies.read(http);
        String model = body.text("model");
        String query = body.text("query");
        if (query.isBlank()) {
            throw ApiException.invalid("query", "'query' is blank; expected what the documents should answer");
        }
        List<String> documents = documents(body);
        int most = body.integer("top_n", documents.size(), 1, Integer.MAX_VALUE);
        boolean returnsDocuments = body.flag("return_documents");
        Reranking ranked = judge(model, query, documents, http);
        List<Wire.RerankResult> results = IntStream.range(0, documents.size())
                .mapToObj(i -> new Wire.RerankResult(
                        i, ranked.scores().get(i), returnsDocuments ? new Wire.RerankText(documents.get(i)) : null))
                .sorted(Comparator.comparingDouble(Wire.RerankResult::relevanceScore)
                        .reversed())
                .limit(most)
                .toList();
        return new Wire.RerankList(
                "rerank-" + UUID.randomUUID(),
                "list",
                ranked.model(),
                results,
                new Wire.EmbeddingUsage(ranked.tokens(), ranked.tokens()));
    }

    private Reranking judge(String model, String query, List<String> documents, HttpServletRequest http) {
        try {
            return models.rerank(model, query, documents, callers.of(http, model));
        } catch (ContextOverflowException e) {
            throw new ApiException(
                    400,
                    "invalid_request_error",
                    String.valueOf(e.getMessage()),
                    "documents",
                    "context_length_exceeded");
        }
    }

    private static List<String> documents(RequestBody body) {
        List<String> documents = new ArrayList<>();
        for (JsonNode each : body.get("documents")) {
            JsonNode text = each.isObject() ? each.path("text") : each;
            if (!text.isString() || text.stringValue().isBlank()) {
                throw ApiException.invalid(
                        "documents",
                        "'documents[" + documents.size() + "]' must be a string or an object with a 'text', not blank");
            }
            documents.add(text.stringValue());
        }
        if (!body.get("documents").isArray() || documents.isEmpty() || documents.size() > MOST_DOCUMENTS) {
            throw ApiException.invalid(
                    "documents", "'documents' must be an array of 1 to " + MOST_DOCUMENTS + " documents");
        }
        return documents;
    }
}
