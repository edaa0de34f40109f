package org.liaoyuan.server.openai;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.liaoyuan.server.model.Embeddings;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code POST /v1/embeddings}. */
@RestController
@OpenAiDoor
class EmbeddingController {

    /** OpenAI's limit. */
    private static final int MOST_TEXTS = 2048;

    private final ModelService models;
    private final Callers callers;
    private final Bodies bodies;

    EmbeddingController(ModelService models, Bodies bodies, Callers callers) {
        this.callers = callers;
        this.models = models;
        this.bodies = bodies;
    }

    @Operation(
            operationId = "createEmbedding",
            summary = "Embeds texts",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Asked.Embedding.class))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "the embeddings, in order",
                            content = {
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(implementation = Wire.EmbeddingList.class))
                            }))
    @PostMapping("/v1/embeddings")
    Wire.EmbeddingList embed(HttpServletRequest http) throws IOException {
        RequestBody body = bodies.read(http);
        String model = body.text("model");
        List<String> texts = texts(body);
        String format = body.optionalText("encoding_format").orElse("float");
        if (!format.equals("float") && !format.equals("base64")) {
            throw ApiException.invalid(
                    "encoding_format",
                    "Invalid value for 'encoding_format': '" + format + "'; expected float or base64");
        }
        Embeddings embeddings = models.embed(model, texts, callers.of(http, model, Purpose.EMBEDDING));
        int width = embeddings.vectors().getFirst().length;
        if (body.integer("dimensions", width, 1, Integer.MAX_VALUE) != width) {
            throw ApiException.unsupported(
                    "dimensions", "The model '" + embeddings.model() + "' has " + width + " dimensions only");
        }
        List<Wire.Embedding> data = new ArrayList<>();
        for (float[] vector : embeddings.vectors()) {
            data.add(new Wire.Embedding("embedding", data.size(), format.equals("float") ? vector : base64(vector)));
        }
        return new Wire.EmbeddingList(
                "list", data, embeddings.model(), new Wire.EmbeddingUsage(embeddings.tokens(), embeddings.tokens()));
    }

    private static List<String> texts(RequestBody body) {
        JsonNode input = body.get("input");
        List<String> texts = new ArrayList<>();
        if (input.isString()) {
            texts.add(input.stringValue());
        } else if (input.isArray()) {
            for (JsonNode each : input) {
                if (!each.isString()) {
                    throw RequestBody.wrongType("input", "a string or an array of strings; token ids are not taken");
                }
                texts.add(each.stringValue());
            }
        }
        if (texts.isEmpty() || texts.size() > MOST_TEXTS || texts.stream().anyMatch(String::isBlank)) {
            throw ApiException.invalid(
                    "input",
                    "'input' must be a string or an array of 1 to " + MOST_TEXTS + " strings, none of them blank");
        }
        return texts;
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : vector) {
            bytes.putFloat(value);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
