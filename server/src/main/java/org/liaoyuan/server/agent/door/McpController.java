package org.liaoyuan.server.agent.door;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.Agent;
import org.liaoyuan.server.agent.Run;
import org.liaoyuan.server.agent.Starts;
import org.liaoyuan.server.agent.Which;
import org.liaoyuan.server.agent.definition.Channel;
import org.liaoyuan.server.sse.EventStream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Model Context Protocol over streamable HTTP: agents as tools, and nothing else of it. It keeps no session: each request says all that
 * it needs.
 */
@Hidden
@RestController
class McpController {

    /** The newest first. */
    private static final List<String> VERSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26");

    private static final int MOST_BYTES = 1_000_000;
    private static final Duration MOST_TIME = Duration.ofMinutes(10);
    private static final int NOT_JSON = -32700;
    private static final int NO_REQUEST = -32600;
    private static final int NO_METHOD = -32601;
    private static final int NO_PARAMETERS = -32602;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final McpTools tools;
    private final Starts starts;
    private final Watching watching;
    private final JsonMapper json;

    McpController(McpTools tools, Starts starts, Watching watching, JsonMapper json) {
        this.tools = tools;
        this.starts = starts;
        this.watching = watching;
        this.json = json;
    }

    /** Nothing is sent that was not asked for. */
    @GetMapping("/mcp")
    ResponseEntity<Void> listen() {
        return ResponseEntity.status(HttpStatus.METHOD_NOT_ALLOWED)
                .header("Allow", "POST")
                .build();
    }

    @DeleteMapping("/mcp")
    ResponseEntity<Void> end() {
        return ResponseEntity.status(HttpStatus.METHOD_NOT_ALLOWED)
                .header("Allow", "POST")
                .build();
    }

    @PostMapping("/mcp")
    @Nullable
    ResponseEntity<JsonNode> ask(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String version = request.getHeader("MCP-Protocol-Version");
        if (version != null && !VERSIONS.contains(version)) {
            return failed(
                    null, NO_REQUEST, "this version of the protocol is not spoken here; expected one of " + VERSIONS);
        }
        JsonNode asked;
        try {
            byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                return failed(null, NO_REQUEST, "the request has more than " + MOST_BYTES + " bytes");
            }
            asked = json.readTree(body);
        } catch (JacksonException e) {
            return failed(null, NOT_JSON, "the request is no JSON");
        }
        if (!asked.isObject() || !asked.path("jsonrpc").asString("").equals("2.0")) {
            return failed(null, NO_REQUEST, "expected one JSON-RPC 2.0 message");
        }
        JsonNode id = asked.get("id");
        if (id == null || !asked.has("method")) {
            return ResponseEntity.accepted().build();
        }
        JsonNode parameters = asked.path("params");
        return switch (asked.path("method").asString("")) {
            case "initialize" ->
                answered(id, greeting(parameters.path("protocolVersion").asString("")));
            case "ping" -> answered(id, JSON.objectNode());
            case "tools/list" -> answered(id, JSON.objectNode().set("tools", tools.list()));
            case "tools/call" -> call(id, parameters, response);
            default -> ResponseEntity.ok(error(id, NO_METHOD, "there is no such method here"));
        };
    }

    private static ObjectNode greeting(String wanted) {
        ObjectNode greeting =
                JSON.objectNode().put("protocolVersion", VERSIONS.contains(wanted) ? wanted : VERSIONS.getFirst());
        greeting.putObject("capabilities").putObject("tools").put("listChanged", false);
        greeting.putObject("serverInfo")
                .put("name", "liaoyuan")
                .put("title", "Liaoyuan 燎原")
                .put("version", "1");
        return greeting.put(
                "instructions", "Each tool is an agent of the organisation; a call runs it and waits for its answer.");
    }

    private @Nullable ResponseEntity<JsonNode> call(JsonNode id, JsonNode parameters, HttpServletResponse response)
            throws IOException {
        String name = parameters.path("name").asString("");
        Agent.Released agent = tools.find(name).orElse(null);
        if (agent == null) {
            return ResponseEntity.ok(error(id, NO_PARAMETERS, "there is no such tool"));
        }
        JsonNode input = parameters.path("arguments").isObject() ? parameters.path("arguments") : JSON.objectNode();
        java.util.UUID run;
        try {
            run = starts.start(starts.ready(agent.agent(), Which.DEFAULT, input, Channel.MCP), Starts.Also.NOTHING);
        } catch (IllegalArgumentException | RefusedException e) {
            return answered(id, McpTools.answer(String.valueOf(e.getMessage()), true));
        }
        AtomicBoolean gone = new AtomicBoolean();
        JsonNode token = parameters.at("/_meta/progressToken");
        AtomicInteger steps = new AtomicInteger();
        try (EventStream events = new EventStream(response, json, () -> gone.set(true))) {
            Watching.Seen seen = watching.follow(
                    run,
                    step -> {
                        if (!token.isMissingNode() && !token.isNull()) {
                            events.send("message", progress(token, steps.incrementAndGet(), step));
                        }
                    },
                    () -> !gone.get(),
                    MOST_TIME);
            events.send("message", result(id, McpTools.result(seen)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private static ObjectNode progress(JsonNode token, int done, Run.Step step) {
        ObjectNode note = JSON.objectNode().put("jsonrpc", "2.0").put("method", "notifications/progress");
        ObjectNode parameters = note.putObject("params");
        parameters.set("progressToken", token);
        parameters.put("progress", done).put("message", step.node() + " (" + step.kind() + ")");
        return note;
    }

    private static ResponseEntity<JsonNode> answered(JsonNode id, ObjectNode result) {
        return ResponseEntity.ok(result(id, result));
    }

    private static ObjectNode result(JsonNode id, ObjectNode result) {
        ObjectNode message = JSON.objectNode().put("jsonrpc", "2.0");
        message.set("id", id);
        message.set("result", result);
        return message;
    }

    private static ResponseEntity<JsonNode> failed(@Nullable JsonNode id, int code, String message) {
        return ResponseEntity.badRequest().body(error(id, code, message));
    }

    private static ObjectNode error(@Nullable JsonNode id, int code, String message) {
        ObjectNode answer = JSON.objectNode().put("jsonrpc", "2.0");
        answer.set("id", id == null ? JSON.nullNode() : id);
        answer.putObject("error").put("code", code).put("message", message);
        return answer;
    }
}
