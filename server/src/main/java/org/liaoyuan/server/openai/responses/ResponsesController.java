package org.liaoyuan.server.openai.responses;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.openai.ApiException;
import org.liaoyuan.server.openai.Bodies;
import org.liaoyuan.server.openai.Callers;
import org.liaoyuan.server.openai.OpenAiDoor;
import org.liaoyuan.server.openai.RequestBody;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/responses}. */
@RestController
@OpenAiDoor
class ResponsesController {

    private final Bodies bodies;
    private final Callers callers;
    private final ResponseAnswering answering;
    private final History history;
    private final ResponseStore store;
    private final JsonMapper json;

    ResponsesController(
            Bodies bodies,
            Callers callers,
            ResponseAnswering answering,
            History history,
            ResponseStore store,
            JsonMapper json) {
        this.bodies = bodies;
        this.callers = callers;
        this.answering = answering;
        this.history = history;
        this.store = store;
        this.json = json;
    }

    @Operation(
            operationId = "createResponse",
            summary = "Answers items of a conversation, and keeps the answer to be followed",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ResponseAsked.class))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "the response; with stream, its events, named by their type",
                            content = {
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(implementation = Response.class)),
                                @Content(
                                        mediaType = "text/event-stream",
                                        schema = @Schema(implementation = ResponseEvent.class))
                            }))
    @PostMapping("/v1/responses")
    @Nullable
    ResponseEntity<String> create(HttpServletRequest http, HttpServletResponse response) throws IOException {
        RequestBody body = bodies.read(http);
        return answering
                .answer(body, callers.of(http, body.text("model")), response)
                .map(answer -> document(json.writeValueAsString(answer)))
                .orElse(null);
    }

    @Operation(
            operationId = "getResponse",
            summary = "A response that was kept",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "as it was",
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = Response.class))))
    @GetMapping("/v1/responses/{id}")
    ResponseEntity<String> get(
            @PathVariable String id, @RequestParam(defaultValue = "false") boolean stream, HttpServletRequest http) {
        if (stream) {
            throw ApiException.unsupported("stream", "A kept response is not streamed; get it as a whole");
        }
        return document(required(id, Callers.of(http)).response());
    }

    @Operation(
            operationId = "deleteResponse",
            summary = "Forgets a response; what follows it can't be followed further",
            responses = @ApiResponse(responseCode = "200", description = "forgotten", useReturnTypeSchema = true))
    @DeleteMapping("/v1/responses/{id}")
    DeletedResponse delete(@PathVariable String id, HttpServletRequest http) {
        if (!store.delete(id, Callers.of(http))) {
            throw notFound(id);
        }
        return new DeletedResponse(id, "response", true);
    }

    @Operation(
            operationId = "listResponseInputItems",
            summary = "The items that a response was made of",
            responses = @ApiResponse(responseCode = "200", description = "the items", useReturnTypeSchema = true))
    @GetMapping("/v1/responses/{id}/input_items")
    InputItemList inputItems(
            @PathVariable String id,
            @RequestParam(defaultValue = "" + InputItemList.USUAL) int limit,
            @RequestParam(defaultValue = "desc") String order,
            @RequestParam(required = false) @Nullable String after,
            HttpServletRequest http) {
        Caller caller = Callers.of(http);
        var unused = required(id, caller);
        if (!order.equals("asc") && !order.equals("desc")) {
            throw ApiException.invalid("order", "'order' is '" + order + "'; expected asc or desc");
        }
        return InputItemList.page(history.inputOf(id, caller), limit, order.equals("desc"), after);
    }

    @Operation(
            operationId = "cancelResponse",
            summary = "Always refused: only responses in the background could be cancelled, and there are none")
    @PostMapping("/v1/responses/{id}/cancel")
    DeletedResponse cancel(@PathVariable String id, HttpServletRequest http) {
        var unused = required(id, Callers.of(http));
        throw ApiException.invalid(
                null, "Cannot cancel a synchronous response: close the connection that it is sent on instead");
    }

    private KeptResponse required(String id, Caller caller) {
        return store.find(id, caller).orElseThrow(() -> notFound(id));
    }

    private static ApiException notFound(String id) {
        return new ApiException(
                404,
                "invalid_request_error",
                "Response with id '" + id + "' not found: it was not stored, was deleted, or its time is over",
                null,
                null);
    }

    /** Written here, so that half a character in a text is a question mark and no error. */
    private static ResponseEntity<String> document(String text) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(text);
    }
}
