package org.liaoyuan.server.agent.door;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where other systems ask for runs: who knows the address may. */
@RestController
@Tag(name = "agents")
class HookController {

    private final Hooks hooks;

    HookController(Hooks hooks) {
        this.hooks = hooks;
    }

    /** The run that was started. */
    @Schema(name = "AgentHookAnswer")
    record Taken(UUID run) {}

    @Operation(
            operationId = "callAgentHook",
            summary = "Starts a run by a webhook; a delivery that was sent before starts none, and names the same run",
            description =
                    "The delivery's id is the header webhook-id, X-GitHub-Delivery, X-Delivery-Id or Idempotency-Key;"
                            + " the signature is X-Hub-Signature-256.",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            type = "object",
                                                            additionalProperties =
                                                                    Schema.AdditionalPropertiesValue.TRUE))))
    @PostMapping("/api/agent-hooks/{token}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Taken take(@PathVariable String token, HttpServletRequest request) throws IOException {
        return new Taken(hooks.take(token, new Sent(request)));
    }

    private record Sent(HttpServletRequest request) implements Hooks.Request {

        @Override
        public byte[] body() throws IOException {
            return request.getInputStream().readNBytes(Hooks.MOST_BYTES + 1);
        }

        @Override
        public @Nullable String signature() {
            return request.getHeader("X-Hub-Signature-256");
        }

        @Override
        public @Nullable String delivery() {
            return Stream.of("webhook-id", "X-GitHub-Delivery", "X-Delivery-Id", "Idempotency-Key")
                    .map(request::getHeader)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
    }
}
